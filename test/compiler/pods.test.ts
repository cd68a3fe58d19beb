// What a pod is made of, where names could clash and containers could get in each other's way: volumes, ports, users,
// images. Asserted on the compiled objects.

import { describe, expect, it } from '@jest/globals';

import { unwrap } from '../../src/compiler/emit/tree.js';
import { appGraph } from '../../src/compiler/graph/app-graph.js';
import { compileText } from '../helpers/dep.js';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- plain objects of Kubernetes
type Json = any;

const node = { 'package.json': '{"name":"web","engines":{"node":"22"},"scripts":{"start":"node server.js"}}', 'server.js': '' };

function object(text: string, kind: string, name: string, files: Readonly<Record<string, string>> = {}): Json {
  const result = compileText(`app demo "1.0"\nregistry "ghcr.io/acme"\n${text}\n`, files);
  expect(result.diagnostics.filter((one) => one.severity === 'error').map((one) => one.message)).toEqual([]);
  const found = result.artifacts.flatMap((artifact) => artifact.objects).find((one) => one.kind === kind && one.name === name);
  return found === undefined ? undefined : unwrap(found.tree);
}

const pod = (text: string, files?: Readonly<Record<string, string>>): Json => object(text, 'Deployment', 'web', files).spec.template.spec;
const sourceAt = (spec: Json, path: string): Json => {
  const mount = spec.containers[0].volumeMounts.find((one: Json) => one.mountPath === path);
  return spec.volumes.find((one: Json) => one.name === mount?.name);
};

describe('volumes that the compiler adds', () => {
  it('leave the names of the file alone', () => {
    const spec = pod('config data { k = "v" }\nservice web { image "node:22", port 80, volume tmp 1Gi at /d, volume data 1Gi at /e, mount data at /c }');
    expect(sourceAt(spec, '/d').persistentVolumeClaim).toEqual({ claimName: 'web-tmp' });
    expect(sourceAt(spec, '/tmp').emptyDir).toEqual({});
    expect(sourceAt(spec, '/e').persistentVolumeClaim).toEqual({ claimName: 'web-data' });
    expect(sourceAt(spec, '/c').configMap.name).toMatch(/^data-/);
  });

  it('are one for one thing, and two for two', () => {
    const spec = pod('secret a { b = generate(8) }\nsecret a-b { c = generate(8) }\nservice web { image "node:22", port 80, mount a.b at /x, mount a-b at /y, mount a.b at /z, writable /q/b /q-b }');
    expect(sourceAt(spec, '/x').secret.secretName).toBe('a');
    expect(sourceAt(spec, '/y').secret.secretName).toBe('a-b');
    expect(sourceAt(spec, '/z').name).toBe(sourceAt(spec, '/x').name);
    expect(sourceAt(spec, '/q/b').name).not.toBe(sourceAt(spec, '/q-b').name);
  });

  it('keep the mode that each container asks for', () => {
    const spec = pod('secret a { b = generate(8) }\nservice web { image "node:22", port 80, mount a.b at /x mode 0400\n sidecar s { image "r.io/s:1", mount a.b at /y mode 0444 } }');
    const [sidecar] = spec.initContainers;
    const modes = [sourceAt(spec, '/x'), spec.volumes.find((one: Json) => one.name === sidecar.volumeMounts[0].name)].map((one) => one.secret.items[0].mode);
    expect(modes).toEqual([0o400, 0o444]);
  });
});

describe('ports', () => {
  it('are all there, the named ones by their names', () => {
    const ports = object('service web { image "node:22", port 9000, port http 80, host "a.example.com" }', 'Service', 'web').spec.ports;
    expect(ports.map((one: Json) => [one.name, one.port])).toEqual([['tcp-9000', 9000], ['http', 80]]);
  });

  it('of a component inside a component are set by the instance', () => {
    const text = 'component inner { service { image "node:22", port http 80 } }\ncomponent outer { inner x { port http 8080 } }\nouter o';
    expect(object(text, 'Service', 'o-x').spec.ports.map((one: Json) => one.port)).toEqual([8080]);
  });

  it('of a stateful are read as the pod has them, because a headless Service translates nothing', () => {
    const spec = pod('stateful db { image "ghcr.io/acme/db:1", port 5432 -> 5433 }\nservice web { image "node:22", port 80, env { DB = db.url } }');
    expect(spec.containers[0].env).toContainEqual({ name: 'DB', value: 'http://db:5433' });
  });

  it('of a sidecar may be what a host leads to', () => {
    const ingress = object('service web { image "node:22", port 80, host "a.example.com" on admin\n sidecar p { image "r.io/p:1", port admin 9901 } }', 'Ingress', 'web');
    expect(ingress.spec.rules[0].http.paths[0].backend.service.port).toEqual({ name: 'admin' });
  });
});

describe('users', () => {
  it('of the pod are those that all its containers have', () => {
    const spec = pod('service web { image "node:22", port 80\n sidecar s { image "ghcr.io/acme/s:1" } }');
    expect(spec.securityContext.runAsUser).toBeUndefined();
    expect(spec.containers[0].securityContext).toMatchObject({ runAsUser: 1000, runAsGroup: 1000 });
    expect(spec.initContainers[0].securityContext.runAsUser).toBeUndefined();
  });

  it('of stages that name none are not root', () => {
    const spec = pod('service web { port 80, build . { stage app from "python:3.12-slim" { workdir /x, copy ./server.js -> ./, command ["cat"] } } }', node);
    expect(spec.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 65532, runAsGroup: 65532 });
  });
});

describe('images that are built', () => {
  const web = 'service web { build ., port 80 }';
  it('keep the init in front of a command, and the program in front of arguments', () => {
    const run = (words: string): Json => object(`${web}\nworker w { image web.image, ${words} }`, 'Deployment', 'w', node).spec.template.spec.containers[0];
    expect(run('command "node mail.js"').command).toEqual(['/usr/bin/tini', '--', 'node', 'mail.js']);
    expect(run('args "--quiet"').args).toEqual(['node', 'server.js', '--quiet']);
  });

  it('are drawn at the workloads that run them', () => {
    const { model } = compileText(`app demo "1.0"\nregistry "ghcr.io/acme"\n${web}\nworker w { image web.image, command "node mail.js" }\n`, node);
    const { nodes, edges } = model === undefined ? { nodes: [], edges: [] } : appGraph(model);
    const image = nodes.find((one) => one.kind === 'image')?.id;
    expect(edges.filter((one) => one.label === 'runs' && one.to === image).map((one) => nodes.find((other) => other.id === one.from)?.kind).sort()).toEqual(['service', 'worker']);
  });

  it('have one name each', () => {
    const result = compileText(`app demo "1.0"\nregistry "ghcr.io/acme"\n${'service web { build ., port 80\n container proxy { build . } }'}\nworker web-proxy { build . }\n`, node);
    expect(result.diagnostics.map((one) => one.code)).toEqual(['DEP4010']);
  });

  it('have another tag when a variable called origin changes', () => {
    const tag = (value: string): string => compileText(`app demo\nregistry "ghcr.io/acme"\nservice web { port 80, build . { stage app from "node:22-slim" { env { origin = "${value}" }, workdir /x, copy ./server.js -> ./, user 1000, command ["cat"] } } }\n`, node).model?.images[0]?.reference.value ?? '';
    expect(tag('one')).toMatch(/:[0-9a-f]{12}$/);
    expect(tag('one')).not.toBe(tag('two'));
  });
});

describe('what is read through a config or a secret', () => {
  it('is waited for, mounted or not', () => {
    const edges = (text: string): readonly string[] => (compileText(`app demo\npostgres db\n${text}\n`).model?.edges ?? []).filter((one) => one.kind === 'reference').map((one) => `${one.from} ${one.to}`);
    expect(edges('config c { u = db.host }\nservice web { image "node:22", port 80, mount c at /x }')).toEqual(['web db']);
    expect(edges('secret s { u = "p\\(db.url)" }\nservice web { image "node:22", port 80, env from s }')).toEqual(['web db']);
  });
});
