// Cron expressions as the CronJob controller reads them (robfig/cron ParseStandard): five fields or @daily and friends,
// names jan-dec and sun-sat, `?` = `*`, Sunday is 0 only, no time zone inside.

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const FIELDS = [
  { name: 'minute', article: 'a', low: 0, high: 59, names: [] },
  { name: 'hour', article: 'an', low: 0, high: 23, names: [] },
  { name: 'day of the month', article: 'a', low: 1, high: 31, names: [] },
  { name: 'month', article: 'a', low: 1, high: 12, names: MONTHS },
  { name: 'day of the week', article: 'a', low: 0, high: 6, names: DAYS },
] as const;
const SHORTCUTS = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'];

/** What is wrong with `text` as a schedule, in words; undefined if nothing is. */
export function cronMistake(text: string): string | undefined {
  if (/^(CRON_)?TZ=/.test(text)) return 'the time zone is said after `in`, not inside the schedule';
  if (text.startsWith('@')) return shortcutMistake(text);
  const parts = text.trim().split(/\s+/);
  if (text.trim() === '' || parts.length !== FIELDS.length) {
    return `it has ${text.trim() === '' ? 0 : parts.length} fields, a schedule has five: minute, hour, day of the month, month, day of the week`;
  }
  for (const [index, field] of FIELDS.entries()) {
    const mistake = fieldMistake(parts[index] ?? '', field);
    if (mistake !== undefined) return mistake;
  }
  return undefined;
}

function shortcutMistake(text: string): string | undefined {
  if (SHORTCUTS.includes(text)) return undefined;
  if (/^@every ([0-9]+(\.[0-9]+)?(ns|us|ms|s|m|h))+$/.test(text)) return undefined;
  return `\`${text}\` is none of ${SHORTCUTS.join(', ')} and \`@every 1h30m\``;
}

function fieldMistake(text: string, field: (typeof FIELDS)[number]): string | undefined {
  for (const item of text.split(',')) {
    const match = /^(\*|\?|[0-9A-Za-z]+)(?:-([0-9A-Za-z]+))?(?:\/([0-9]+))?$/.exec(item);
    if (match === null) return `\`${item}\` is no ${field.name}`;
    const [, from = '', to, step] = match;
    if (step !== undefined && Number(step) === 0) return `the step of \`${item}\` is 0`;
    if (from === '*' || from === '?') {
      if (to !== undefined) return `\`${item}\` is no ${field.name}`;
      continue;
    }
    const low = numberOf(from, field.names);
    const high = to === undefined ? low : numberOf(to, field.names);
    for (const [value, spelling] of [[low, from], [high, to ?? from]] as const) {
      if (value === undefined) return `\`${spelling}\` is no ${field.name}`;
      if (value < field.low || value > field.high) return `${field.article} ${field.name} is between ${field.low} and ${field.high}, and \`${spelling}\` is not`;
    }
    if (low !== undefined && high !== undefined && low > high) return `\`${item}\` runs backwards`;
  }
  return undefined;
}

function numberOf(text: string, names: readonly string[]): number | undefined {
  if (/^[0-9]+$/.test(text)) return Number(text);
  const index = names.indexOf(text.toLowerCase());
  return index < 0 ? undefined : index + (names.length === 12 ? 1 : 0);
}
