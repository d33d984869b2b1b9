export { type Mail, type MailLink, postMail } from './post-mail.ts'
