// Shows a note, written in Markdown.
import { createServer } from 'node:http';
import { marked } from 'marked';

const note = '# Notes\n\nBuilt in two stages: the *builder* installs, the *runtime* runs.';
const server = createServer((request, response) => {
  if (request.url === '/healthz') return response.end('ok');
  return response.writeHead(200, { 'content-type': 'text/html' }).end(marked(note));
});
server.listen(Number(process.env.PORT ?? 3000));
process.on('SIGTERM', () => server.close());
