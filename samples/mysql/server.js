// A guest book: GET / lists the entries, POST / adds the text of the request.
import { createServer } from 'node:http';
import mysql from 'mysql2/promise';

const pool = mysql.createPool({
  host: process.env.MYSQL_HOST,
  database: process.env.MYSQL_DATABASE,
  user: 'root',
  password: process.env.MYSQL_PASSWORD,
});
await pool.query('create table if not exists entries (id int auto_increment primary key, text varchar(500) not null)');

const server = createServer(async (request, response) => {
  if (request.url === '/healthz') return response.end('ok');
  if (request.method === 'POST') {
    let text = '';
    for await (const chunk of request) text += chunk;
    await pool.query('insert into entries (text) values (?)', [text.slice(0, 500)]);
    return response.writeHead(201).end();
  }
  const [rows] = await pool.query('select text from entries order by id');
  return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(rows));
});
server.listen(Number(process.env.PORT ?? 3000));
process.on('SIGTERM', () => server.close(() => pool.end()));
