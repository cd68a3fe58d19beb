// What common official images need to run hardened: their numeric user, the folders they write to, the variables they
// demand. One row an image; `alpine`: where the Alpine variant differs. Source: the images' own Dockerfiles and entrypoints.

export interface KnownImage {
  /** Without a registry and `library/`. */
  readonly repository: string;
  readonly user: number;
  readonly group: number;
  readonly alpine?: { readonly user: number; readonly group: number };
  /** Folders it writes to outside its data. */
  readonly writable: readonly string[];
  /** Where it keeps its data. */
  readonly data?: string;
  /** A variable that moves the data one folder down: a new disk holds `lost+found`, and the image wants an empty folder. */
  readonly below?: { readonly variable: string; readonly folder: string };
  /** It does not start unless one of each group is set. */
  readonly demands?: readonly (readonly string[])[];
}

/** The table, by repository. */
export const KNOWN_IMAGES: readonly KnownImage[] = [
  { repository: 'alpine', user: 65534, group: 65534, writable: ['/tmp'] },
  { repository: 'busybox', user: 65534, group: 65534, writable: ['/tmp'] },
  { repository: 'curlimages/curl', user: 100, group: 101, writable: ['/tmp'] },
  { repository: 'debian', user: 65534, group: 65534, writable: ['/tmp'] },
  { repository: 'fluent/fluent-bit', user: 65532, group: 65532, writable: ['/tmp'] },
  { repository: 'httpd', user: 33, group: 33, writable: ['/tmp', '/usr/local/apache2/logs'] },
  { repository: 'mariadb', user: 999, group: 999, writable: ['/tmp', '/run/mysqld'], data: '/var/lib/mysql', demands: [['MARIADB_ROOT_PASSWORD', 'MARIADB_ALLOW_EMPTY_ROOT_PASSWORD', 'MARIADB_RANDOM_ROOT_PASSWORD', 'MARIADB_ROOT_PASSWORD_HASH', 'MYSQL_ROOT_PASSWORD']] },
  { repository: 'mysql', user: 999, group: 999, writable: ['/tmp', '/var/run/mysqld'], data: '/var/lib/mysql', demands: [['MYSQL_ROOT_PASSWORD', 'MYSQL_ALLOW_EMPTY_PASSWORD', 'MYSQL_RANDOM_ROOT_PASSWORD']] },
  { repository: 'nginx', user: 101, group: 101, writable: ['/tmp', '/var/cache/nginx', '/var/run'] },
  { repository: 'nginxinc/nginx-unprivileged', user: 101, group: 101, writable: ['/tmp'] },
  { repository: 'node', user: 1000, group: 1000, writable: ['/tmp'] },
  { repository: 'postgres', user: 999, group: 999, alpine: { user: 70, group: 70 }, writable: ['/tmp', '/var/run/postgresql'], data: '/var/lib/postgresql/data', below: { variable: 'PGDATA', folder: 'pgdata' }, demands: [['POSTGRES_PASSWORD', 'POSTGRES_PASSWORD_FILE', 'POSTGRES_HOST_AUTH_METHOD']] },
  { repository: 'prom/node-exporter', user: 65534, group: 65534, writable: ['/tmp'] },
  { repository: 'prom/prometheus', user: 65534, group: 65534, writable: ['/tmp'] },
  { repository: 'redis', user: 999, group: 999, alpine: { user: 999, group: 1000 }, writable: ['/tmp'] },
  { repository: 'traefik/whoami', user: 65534, group: 65534, writable: ['/tmp'] },
  { repository: 'valkey/valkey', user: 999, group: 999, alpine: { user: 999, group: 1000 }, writable: ['/tmp'] },
];

/** The row for an image reference (`docker.io/library/postgres:17-alpine`), its variant applied; undefined if unknown. */
export function knownImage(reference: string): KnownImage | undefined {
  const { repository, tag } = splitImage(reference);
  const short = repository.replace(/^(docker\.io|index\.docker\.io|registry-1\.docker\.io)\//, '').replace(/^library\//, '');
  const known = KNOWN_IMAGES.find((one) => one.repository === short);
  if (known?.alpine === undefined || !/alpine/.test(tag ?? '')) return known;
  return { ...known, ...known.alpine };
}

/** `ghcr.io/acme/web:1@sha256:…` in its parts; a colon before a slash belongs to the registry's port. */
export function splitImage(reference: string): { readonly repository: string; readonly tag?: string; readonly digest?: string } {
  const [named = '', digest] = reference.split('@');
  const colon = named.lastIndexOf(':');
  const tagged = colon > named.lastIndexOf('/');
  return { repository: tagged ? named.slice(0, colon) : named, ...(tagged && { tag: named.slice(colon + 1) }), ...(digest !== undefined && { digest }) };
}
