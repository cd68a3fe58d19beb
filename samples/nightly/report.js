// Sends one line a night: how long this year has been going on.
import ms from 'ms';

const now = new Date();
const line = `${ms(now - new Date(now.getFullYear(), 0), { long: true })} of ${now.getFullYear()} are over`;
const response = await fetch(process.env.REPORT_URL, {
  method: 'POST',
  headers: { authorization: `Bearer ${process.env.REPORT_TOKEN}` },
  body: line,
});
if (!response.ok) throw new Error(`the report was refused: ${response.status}`);
