// Runs a real control plane on loopback ports: etcd, API server, controller manager, scheduler, and kwok as the kubelet of
// simulated nodes. Everything it starts is stopped by process id; everything it writes is in one folder.

import { spawn, type ChildProcess } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Admin } from './admin.js';

const stages = fileURLToPath(new URL('stages.yaml', import.meta.url));

export interface ControlPlane {
  /** Of a cluster administrator. */
  readonly kubeconfig: string;
  /** Of the user `reader`, who is nobody until a test binds a role to it. */
  readonly readerKubeconfig: string;
  readonly url: string;
  readonly token: string;
  readonly ca: string;
  readonly pids: readonly number[];
  stop(): Promise<void>;
}

/** Starts it in `folder` (logs, keys, data; made if needed) from the programs in `binaries`. Ready in about 4 seconds, with three nodes. */
export async function startControlPlane(binaries: string, folder: string): Promise<ControlPlane> {
  mkdirSync(folder, { recursive: true });
  const children: ChildProcess[] = [];
  const stop = (): Promise<void> => stopAll(children);
  const start = (name: string, ...args: string[]): void => {
    const log = openSync(join(folder, `${name}.log`), 'a');
    children.push(spawn(join(binaries, name), args, { cwd: folder, stdio: ['ignore', log, log] }));
    closeSync(log);
  };
  try {
    const token = randomBytes(16).toString('hex');
    const readerToken = randomBytes(16).toString('hex');
    const { port, manager } = await startServer(folder, start, [`${token},admin,admin,system:masters`, `${readerToken},reader,reader`]);
    const url = `https://127.0.0.1:${port}`;
    const ca = await whenWritten(join(folder, 'certs', 'apiserver.crt'), children);
    const admin = new Admin({ url, token, ca });
    await whenReady(admin, children, folder);
    const kubeconfig = writeKubeconfig(folder, 'kubeconfig', { url, ca, token });
    const readerKubeconfig = writeKubeconfig(folder, 'reader.kubeconfig', { url, ca, token: readerToken });
    startControllers(start, kubeconfig, manager);
    await admin.addStorage();
    await admin.addNodes(['a', 'b', 'c']);
    return { kubeconfig, readerKubeconfig, url, token, ca, pids: children.map((child) => child.pid ?? 0), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Start = (name: string, ...args: string[]) => void;

async function startServer(folder: string, start: Start, tokens: readonly string[]): Promise<{ port: number; manager: number }> {
  const [etcd, peer, port, manager] = await freePorts(4);
  if (etcd === undefined || peer === undefined || port === undefined || manager === undefined) throw new Error('no free ports');
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048, publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs1', format: 'pem' } });
  writeFileSync(join(folder, 'sa.key'), keys.privateKey, { mode: 0o600 });
  writeFileSync(join(folder, 'sa.pub'), keys.publicKey);
  writeFileSync(join(folder, 'tokens.csv'), `${tokens.join('\n')}\n`, { mode: 0o600 });
  start('etcd', '--data-dir=etcd', '--unsafe-no-fsync',
    `--listen-client-urls=http://127.0.0.1:${etcd}`, `--advertise-client-urls=http://127.0.0.1:${etcd}`,
    `--listen-peer-urls=http://127.0.0.1:${peer}`, `--initial-advertise-peer-urls=http://127.0.0.1:${peer}`,
    `--initial-cluster=default=http://127.0.0.1:${peer}`);
  start('kube-apiserver', `--etcd-servers=http://127.0.0.1:${etcd}`, '--bind-address=127.0.0.1', '--advertise-address=127.0.0.1',
    `--secure-port=${port}`, '--cert-dir=certs', '--service-account-issuer=https://kubernetes.default.svc',
    '--service-account-key-file=sa.pub', '--service-account-signing-key-file=sa.key', '--token-auth-file=tokens.csv',
    '--authorization-mode=RBAC', '--service-cluster-ip-range=10.96.0.0/16', '--allow-privileged=true', '--endpoint-reconciler-type=none');
  return { port, manager };
}

function startControllers(start: Start, kubeconfig: string, port: number): void {
  const off = ['bootstrap-signer', 'token-cleaner', 'node-ipam', 'cloud-node-lifecycle', 'node-route', 'service-lb'];
  start('kube-controller-manager', `--kubeconfig=${kubeconfig}`, '--leader-elect=false', `--secure-port=${port}`, '--bind-address=127.0.0.1',
    '--cert-dir=manager-certs', '--horizontal-pod-autoscaler-sync-period=1s', '--service-account-private-key-file=sa.key', `--controllers=*,${off.map((name) => `-${name}-controller`).join(',')}`);
  start('kube-scheduler', `--kubeconfig=${kubeconfig}`, '--leader-elect=false', '--secure-port=0');
  start('kwok', `--kubeconfig=${kubeconfig}`, '--manage-all-nodes=true', '--node-lease-duration-seconds=40', '--server-address=127.0.0.1:0', '--config', stages);
}

/** Ports that were free a moment ago: all are held until all are known, so that no two are the same. */
async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  await Promise.all(servers.map((server) => new Promise<void>((done, failed) => {
    server.once('error', failed);
    server.listen(0, '127.0.0.1', done);
  })));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return ports;
}

function writeKubeconfig(folder: string, name: string, { url, ca, token }: { url: string; ca: string; token: string }): string {
  const path = join(folder, name);
  writeFileSync(path, `apiVersion: v1
kind: Config
current-context: test
clusters: [{name: test, cluster: {server: "${url}", certificate-authority-data: ${Buffer.from(ca).toString('base64')}}}]
users: [{name: test, user: {token: ${token}}}]
contexts: [{name: test, context: {cluster: test, user: test}}]
`, { mode: 0o600 });
  return path;
}

async function whenWritten(path: string, children: readonly ChildProcess[]): Promise<string> {
  for (let i = 0; i < 600 && allRun(children); i++) {
    if (existsSync(path)) {
      const text = readFileSync(path, 'utf8');
      if (text.includes('END CERTIFICATE')) return text;
    }
    await sleep(50);
  }
  throw new Error(`${path} was never written`);
}

async function whenReady(admin: Admin, children: readonly ChildProcess[], folder: string): Promise<void> {
  for (let i = 0; i < 600 && allRun(children); i++) {
    if (await admin.isReady()) return;
    await sleep(100);
  }
  throw new Error(`the API server did not start; its log: ${join(folder, 'kube-apiserver.log')}`);
}

function allRun(children: readonly ChildProcess[]): boolean {
  return children.every((child) => child.exitCode === null && child.signalCode === null);
}

/** Last started, first stopped; a program that ignores SIGTERM for 2 seconds is killed. */
async function stopAll(children: readonly ChildProcess[]): Promise<void> {
  for (const child of [...children].reverse()) {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) continue;
    const ended = new Promise<void>((done) => child.once('exit', () => done()));
    child.kill('SIGTERM');
    const kill = setTimeout(() => child.kill('SIGKILL'), 2000);
    await ended;
    clearTimeout(kill);
  }
}
