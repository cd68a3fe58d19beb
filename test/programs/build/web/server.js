import { createServer } from 'node:http';

createServer((_, response) => response.end('ok\n')).listen(process.env.PORT ?? 3000);
