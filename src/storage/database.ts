import type { AccountTables } from '../accounts/tables.ts'
import type { CatalogueTables } from '../catalogue/tables.ts'
import type { ExportTables } from '../export/tables.ts'
import type { ImportTables } from '../import/tables.ts'
import type { LibraryTables } from '../library/tables.ts'
import type { MailTables } from '../mail/tables.ts'
import type { ModerationTables } from '../moderation/tables.ts'
import type { SiteTables } from '../site/tables.ts'
import type { SkinTables } from '../skins/tables.ts'
import type { TagTables } from '../tags/tables.ts'
import type { WorkTables } from '../works/tables.ts'
import type { StorageTables } from './tables.ts'

/** Every table, a line a module. Rows are typed beside their owner. */
export interface Database
  extends StorageTables,
    MailTables,
    AccountTables,
    TagTables,
    WorkTables,
    LibraryTables,
    SkinTables,
    ExportTables,
    ImportTables,
    ModerationTables,
    CatalogueTables,
    SiteTables {}
