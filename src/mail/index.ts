export { type Delivering, deliverMail } from './deliver-mail.ts'
export { emptyOldMails } from './empty-old-mails.ts'
export { openSender, type Sender } from './mail-sender.ts'
export { type Mail, type MailLink, postMail, type Said } from './post-mail.ts'
