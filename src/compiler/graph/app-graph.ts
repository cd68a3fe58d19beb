// The picture of an app as data: nodes and labelled edges, in a fixed order. Made from the AppModel's edges; the two drawers
// (mermaid.ts, svg.ts) share it. Knows nothing of how it is drawn.

import type { AppModel, Edge, WorkloadKind } from '../model/app-model.js';

export type NodeKind = WorkloadKind | 'host' | 'config' | 'secret' | 'claim' | 'image';

export interface GraphNode {
  /** Unique, letters, digits and `_`. */
  readonly id: string;
  readonly kind: NodeKind;
  readonly name: string;
  /** A few words under the name: `service, port 3000`. */
  readonly detail: string;
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly label: string;
}

export interface AppGraph {
  readonly title: string;
  readonly nodes: readonly GraphNode[];
  /** `from` depends on `to`. */
  readonly edges: readonly GraphEdge[];
}

/** The graph of `model`, nodes and edges in the order of the model. */
export function appGraph(model: AppModel): AppGraph {
  const book = new NodeBook();
  for (const workload of model.workloads) {
    const port = workload.containers[0]?.ports[0];
    book.add(workload.kind.value, workload.name.value, port === undefined ? workload.kind.value : `${workload.kind.value}, port ${port.port.value}`);
  }
  for (const image of model.images) book.add('image', image.name.value, `image from ${image.context.value}`);
  for (const claim of model.claims) book.add('claim', claim.name.value, `volume, ${claim.size.value}`);
  for (const config of model.configs) book.add('config', config.name.value, 'config');
  for (const secret of model.secrets) book.add('secret', secret.name.value, 'secret');
  const edges = new EdgeBook();
  for (const workload of model.workloads) {
    const to = book.find(workload.name.value, [workload.kind.value]);
    for (const host of workload.hosts) {
      const from = book.add('host', `${host.name.value}${host.path.value === '/' ? '' : host.path.value}`, host.tls === undefined ? 'host' : 'host, TLS');
      if (to !== undefined) edges.add({ from, to: to.id, label: 'leads to' });
    }
    for (const container of [...workload.containers, ...workload.sidecars, ...workload.inits]) {
      const image = container.build === undefined ? undefined : book.find(container.build, ['image']);
      if (image !== undefined && to !== undefined) edges.add({ from: to.id, to: image.id, label: 'runs' });
    }
    // A claim of its own is no edge of the model, but it is what holds the data.
    for (const volume of workload.volumes) {
      if (volume.source.kind !== 'claim' || to === undefined) continue;
      const { claim, perReplica } = volume.source;
      const id = book.add('claim', `${workload.name.value}/${claim.name.value}`, `volume, ${claim.size.value}${perReplica ? ' per replica' : ''}`);
      edges.add({ from: to.id, to: id, label: 'keeps data in' });
    }
  }
  for (const edge of model.edges) addEdge(edge, book, edges);
  return { title: model.name.value, nodes: book.nodes, edges: edges.edges };
}

const workloadKinds: readonly NodeKind[] = ['service', 'worker', 'stateful', 'daemon', 'job', 'cron'];
const dataKinds: readonly NodeKind[] = ['claim', 'config', 'secret'];

/** A name may stand for several things (a workload and its image); the kind of the edge tells which. */
const targets: Readonly<Record<Edge['kind'], readonly NodeKind[]>> = {
  reference: [...workloadKinds, 'secret', 'config', 'claim', 'image'],
  after: workloadKinds,
  build: ['image'],
  mount: [...dataKinds],
  key: ['config', 'secret'],
};

const labels: Readonly<Record<Edge['kind'], string>> = { reference: 'reads', after: 'after', build: 'runs', mount: 'mounts', key: 'reads' };

function addEdge(edge: Edge, book: NodeBook, edges: EdgeBook): void {
  const from = book.find(edge.from, [...workloadKinds, 'secret', 'config', 'image']);
  const to = book.find(edge.to, targets[edge.kind]) ?? book.find(edge.to, [...workloadKinds, ...dataKinds, 'image']);
  // An edge of the model to something outside it would be a bug of the model; the picture shows what there is.
  if (from === undefined || to === undefined || from.id === to.id) return;
  edges.add({ from: from.id, to: to.id, label: labels[edge.kind] });
}

class NodeBook {
  readonly nodes: GraphNode[] = [];
  readonly #byKey = new Map<string, GraphNode>();
  readonly #ids = new Set<string>();

  /** Adds a node unless it is there; gives its id. */
  add(kind: NodeKind, name: string, detail: string): string {
    const key = `${kind} ${name}`;
    const known = this.#byKey.get(key);
    if (known !== undefined) return known.id;
    const base = `${kind}_${name.replace(/[^A-Za-z0-9]/g, '_')}`;
    let id = base;
    for (let number = 2; this.#ids.has(id); number++) id = `${base}_${number}`;
    const node: GraphNode = { id, kind, name, detail };
    this.nodes.push(node);
    this.#ids.add(id);
    this.#byKey.set(key, node);
    return id;
  }

  find(name: string, kinds: readonly NodeKind[]): GraphNode | undefined {
    for (const kind of kinds) {
      const node = this.#byKey.get(`${kind} ${name}`);
      if (node !== undefined) return node;
    }
    return undefined;
  }
}

class EdgeBook {
  readonly edges: GraphEdge[] = [];
  readonly #seen = new Set<string>();

  add(edge: GraphEdge): void {
    const key = `${edge.from} ${edge.to} ${edge.label}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.edges.push(edge);
  }
}
