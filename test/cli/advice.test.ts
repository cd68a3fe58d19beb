// Advice that names a command: it is the one that was typed, in its right form, and it does what is said.

import { afterEach, describe, expect, it } from '@jest/globals';

import { commandLine } from '../../src/cli/command-line.js';
import { TempFolder, deployc } from './harness.js';

const good = 'app demo\n\nservice web {\n  image "ghcr.io/acme/web:1.0"\n  port 8080\n  env { A = "1" }\n}\n';

const folders: TempFolder[] = [];
function temp(files: Readonly<Record<string, string>>): TempFolder {
  const folder = new TempFolder(files);
  folders.push(folder);
  return folder;
}
afterEach(() => {
  for (const folder of folders.splice(0)) folder.remove();
});

describe('two .dep files in a folder', () => {
  it.each([
    ['check', 'deployc check a.dep'],
    ['fmt --check', 'deployc fmt a.dep --check'],
    ['compile -o deploy --check', 'deployc compile a.dep -o deploy --check'],
    ['graph --format svg', 'deployc graph a.dep --format svg'],
    ['explain web.env.A', 'deployc explain web.env.A --file a.dep'],
    ['explain out/kubernetes/web.yaml:3', 'deployc explain out/kubernetes/web.yaml:3 --file a.dep'],
  ])('%s: the help shows the command that was typed', async (line, wanted) => {
    const folder = temp({ 'a.dep': good, 'b.dep': good });
    const { code, err } = await deployc(folder.path, line.split(' '));
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(`e.g. \`${wanted}\``) });
    expect((await deployc(folder.path, wanted.split(' ').slice(1))).err).not.toContain('DEP0011');
  });

  it('quotes what a shell would take apart', () => {
    expect(commandLine({ command: 'explain', args: ['web.host."a b"'], flags: { file: 'x.dep' } }, "it's.dep")).toBe("deployc explain 'web.host.\"a b\"' --file 'it'\\''s.dep'");
  });
});

describe('output that is out of date', () => {
  it('names the command that writes it', async () => {
    const folder = temp({ 'p/app.dep': good });
    const { err } = await deployc(folder.path, ['compile', 'p/app.dep', '--check', '-o', 'deploy', '--format', 'pretty']);
    expect(err).toContain('= help: `deployc compile p/app.dep -o deploy` writes it');
    await deployc(folder.path, ['compile', 'p/app.dep', '-o', 'deploy']);
    expect((await deployc(folder.path, ['compile', 'p/app.dep', '--check', '-o', 'deploy'])).code).toBe(0);
    folder.write('p/app.dep', good.replace('service web', 'service api'));
    expect((await deployc(folder.path, ['compile', 'p/app.dep', '--check', '-o', 'deploy'])).err).toContain('= help: `deployc compile p/app.dep -o deploy` removes it');
  });
});

describe('what is not sent to the builder', () => {
  it('has a reason for each line, and keys say how to take one back', async () => {
    const folder = temp({ 'app.dep': 'app demo\nregistry "ghcr.io/acme"\nservice web { build ., port 80 -> 8080 }\n', 'package.json': '{}', 'server.js': '' });
    await deployc(folder.path, ['compile']);
    const path = 'out/docker/web.Dockerfile.dockerignore';
    const lines = folder.read(path).split('\n');
    const why = async (pattern: string): Promise<string> => (await deployc(folder.path, ['explain', `${path}:${lines.indexOf(pattern) + 1}`])).out;
    expect(await why('out')).toContain('deployc writes this folder');
    for (const pattern of ['**/*.pem', '**/*.key']) expect(await why(pattern)).toMatch(/may be a private key; a line such as `!certs\/ca\.pem` in the `\.dockerignore`/);
    expect(await why('coverage')).toContain('made by tests');
    for (const [index, line] of lines.entries()) if (line !== '' && !line.startsWith('#')) expect((await deployc(folder.path, ['explain', `${path}:${index + 1}`])).out).toContain('a default (not sent to the builder): ');
  });

  it('has only the coverage at its top', async () => {
    const folder = temp({ 'app.dep': 'app demo\nregistry "ghcr.io/acme"\nservice web { build ., port 80 -> 8080 }\n', 'package.json': '{}', 'server.js': '' });
    const tag = async (): Promise<string> => {
      await deployc(folder.path, ['compile']);
      return /acme\/web:(\w+)/.exec(folder.read('out/kubernetes/web.yaml'))?.[1] ?? '';
    };
    const before = await tag();
    folder.write('coverage/index.html', 'x');
    expect(await tag()).toBe(before);
    folder.write('src/coverage/report.js', 'x');
    expect(await tag()).not.toBe(before);
  });
});

describe('a flag of other commands', () => {
  it.each([
    ['--dry-run', '`deployc apply` has it'],
    ['--check', '`deployc compile` and `deployc fmt` have it'],
    ['--file', '`deployc explain` has it'],
  ])('%s: says which ones', async (flag, note) => {
    const { code, err } = await deployc(temp({ 'app.dep': good }).path, ['graph', flag]);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(`= note: ${note}`) });
  });

  it('lists three with commas', async () => {
    expect((await deployc(temp({ 'app.dep': good }).path, ['apply', '--format', 'json'])).err).toContain('`deployc compile`, `deployc check` and `deployc graph` have it');
  });
});

describe('graph', () => {
  it('tells a key that is read from files that are mounted', async () => {
    const app = 'app demo\nconfig settings { LOG = "info" }\nsecret keys { a = env("A") }\nservice web {\n  image "acme/web:1"\n  port 8080\n  env { LOG = settings.LOG }\n  mount keys at /run/keys\n}\nservice api {\n  image "acme/api:1"\n  port 8080\n  env from keys\n  mount settings.LOG at /etc/log\n}\n';
    const { out } = await deployc(temp({ 'app.dep': app }).path, ['graph']);
    const edges = out.split('\n').filter((line) => line.includes('-->')).map((line) => line.trim());
    expect(edges).toEqual(['service_api -->|reads| secret_keys', 'service_api -->|mounts| config_settings', 'service_web -->|mounts| secret_keys', 'service_web -->|reads| config_settings']);
  });
});

describe('explain', () => {
  const app = 'app shop\npostgres db { storage 10Gi }\nservice web {\n  image "acme/web:1"\n  port 80 -> 8080\n  host "shop.example.com"\n  env from db prefix DB_\n}\nworker mail {\n  image "acme/mail:1"\n}\n';

  it.each([
    ['app', 'app.name = "shop"'],
    ['app.name', 'app.name = "shop"'],
    ['db', 'db.parameters.storage = "10Gi"'],
    ['db.url', 'db.url = "postgres://app:<secret db-admin.password>@db:5432/shop"'],
    ['db.password', 'db.password = "secret db-admin.password"'],
    ['db.host', 'db.host = "db"'],
    ['db.port', 'db.port = "5432"'],
    ['db.storage', 'db.storage = "10Gi"\n  written at app.dep:2:23'],
    ['db.version', 'db.version = "17"\n  written at <stdlib>/postgres.dep'],
    ['web.host', 'web.host = "web"'],
    ['web.host', 'web.host."shop.example.com".name = "shop.example.com"'],
    ['web.port', '.container = 8080'],
    ['web.url', 'web.url = "http://web"'],
    ['web.image', 'web.image = "acme/web:1"'],
  ])('%s', async (path, answer) => {
    const { code, out, err } = await deployc(temp({ 'app.dep': app }).path, ['explain', path]);
    expect({ code, out, err }).toEqual({ code: 0, out: expect.stringContaining(answer), err: '' });
  });

  it.each([
    ['app.version', 'DEP0031', 'the version stands behind the name: `app shop "1.4.0"`'],
    ['mail.host', 'DEP0031', '`mail` has no `host`'],
    ['db.pasword', 'DEP0031', 'did you mean `db.password`?'],
    ['out/kubernetes/web.yaml', 'DEP0034', '`deployc explain out/kubernetes/web.yaml:1`'],
    ['out/kubernetes/wbe.yaml', 'DEP0033', 'did you mean `out/kubernetes/web.yaml`?'],
  ])('%s has a clear answer', async (path, code, text) => {
    const { code: exit, err } = await deployc(temp({ 'app.dep': app }).path, ['explain', path]);
    expect({ exit, err }).toEqual({ exit: 2, err: expect.stringContaining(`error[${code}]`) });
    expect(err).toContain(text);
  });

  it('takes nothing for granted about lines that hold no value', async () => {
    const folder = temp({ 'app.dep': app });
    expect((await deployc(folder.path, ['explain', 'out/deployc.json:5'])).out).toContain('the record of the compilation');
    expect((await deployc(folder.path, ['explain', 'out/kubernetes/web.yaml:2'])).out).toContain('the header of every generated file');
  });

  it('offers nothing of its own inside', async () => {
    const folder = temp({ 'app.dep': 'app demo\nregistry "ghcr.io/acme"\nservice web { build ., port 80 -> 8080 }\nconfig settings { a = "1" }\n', 'package.json': '{}', 'server.js': '' });
    for (const path of ['nothing', 'web.nothing', 'settings.nothing']) {
      const { err } = await deployc(folder.path, ['explain', path]);
      expect(err).toContain('there ');
      for (const word of ['stages', 'evidence', 'objectName', 'ignore', 'workloads', 'components']) expect(err).not.toContain(`\`${word}\``);
    }
  });

  it('reads for nobody', async () => {
    const folder = temp({ 'app.dep': 'app demo\ncomponent box {\n  param size quantity = 1Gi\n  worker { image "acme/box:1" }\n  output image = self.image\n  output size = size\n}\nbox a { size 2Gi }\nsecret idle { a = env("A") }\ncomponent keeper {\n  param token string\n  worker { image "acme/k:1" }\n  output token = token\n  output port = self.port\n}\nkeeper k { token idle.a }\n' });
    const { err } = await deployc(folder.path, ['check']);
    expect(err).toContain('`idle`');
    expect(err).not.toContain('error[');
    expect((await deployc(folder.path, ['explain', 'a.size'])).out).toContain('a.size = "2Gi"');
    expect((await deployc(folder.path, ['explain', 'k.token'])).out).toContain('k.token = "secret idle.a"');
  });
});
