import { envExample } from './settings.ts'

process.stdout.write(envExample())
