import pg from 'pg'
import { migrate, readMigrations } from '../../src/storage/migrate.ts'

/** A program that brings a database up to date from a folder of migrations, to be killed while at it. */
const [connection = '{}', folder] = process.argv.slice(2)
const pool = new pg.Pool(JSON.parse(connection))
await migrate(pool, readMigrations(folder))
await pool.end()
