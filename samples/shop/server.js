// A small shop: lists what it sells and takes orders, both kept in Postgres.
import { createServer } from 'node:http';
import pg from 'pg';
import { listProducts, order, prepare } from './store.js';

const pool = new pg.Pool({
  host: process.env.DB_HOST,
  port: Number(process.env.DB_PORT),
  database: process.env.DB_NAME,
  user: process.env.DB_USER,
  password: process.env.DB_PASSWORD,
});
await prepare(pool);

const server = createServer(async (request, response) => {
  const answer = (status, body) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  try {
    const { pathname } = new URL(request.url, 'http://localhost');
    if (pathname === '/healthz') return answer(200, { ok: true });
    if (pathname === '/products') return answer(200, await listProducts(pool));
    const match = /^\/products\/([0-9]+)\/orders$/.exec(pathname);
    if (match && request.method === 'POST') return answer(201, await order(pool, Number(match[1])));
    return answer(404, { error: 'not found' });
  } catch (error) {
    console.error(error);
    return answer(500, { error: 'something went wrong' });
  }
});
server.listen(Number(process.env.PORT ?? 3000));
process.on('SIGTERM', () => server.close(() => pool.end()));
