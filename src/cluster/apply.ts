// Carries a plan out: namespace, record, secrets, then every object in the order of the reference graph, each workload
// after the ones it depends on are ready. Deletes nothing, forces nothing; running it again goes on where it stopped.

import { codes, report, type Diagnostic } from '../diagnostics/index.js';
import type { Cluster } from './connect.js';
import { InterruptedError } from './errors.js';
import type { ClusterEvent, OnEvent } from './events.js';
import { exitCodeOf } from './exit.js';
import { explainRollout } from './failure.js';
import { handOverReplicas } from './hand-over.js';
import { nameOf, type ObjectRef } from './json.js';
import { fieldManager, membersOf, recordFor, recordManager, recordRef, type App, type Member } from './members.js';
import { hasReadiness, stageOf, workloadOrder } from './order.js';
import { inParallel, type Change, type Plan } from './plan.js';
import { explainFailure, subjectOf, warned, type Subject } from './report.js';
import { ensureSecrets, type SecretReader } from './secrets.js';
import type { Applied } from './health.js';
import { waitUntilReady } from './wait.js';

export interface ApplyOptions {
  readonly reader: SecretReader;
  /** For the whole run, waits included; 15 minutes by default. */
  readonly timeoutMs?: number;
  readonly onEvent?: OnEvent;
}

export interface ApplyResult {
  readonly ok: boolean;
  readonly diagnostics: readonly Diagnostic[];
  /** 0, or what the first error means (exit.ts). */
  readonly exitCode: number;
  readonly applied: readonly { readonly object: ObjectRef; readonly action: 'created' | 'updated' | 'unchanged' }[];
  /** Not reached, because something before them failed. */
  readonly notApplied: readonly ObjectRef[];
}

const defaultTimeout = 15 * 60_000;

/** Applies `app` as `plan` (of the same app, a moment ago) says. Every failure is a diagnostic in the result; never throws for the cluster's sake. */
export async function runApply(cluster: Cluster, app: App, plan: Plan, options: ApplyOptions): Promise<ApplyResult> {
  if (!plan.ok) return { ok: false, diagnostics: plan.diagnostics, exitCode: exitCodeOf(plan.diagnostics), applied: [], notApplied: app.objects };
  return new Run(cluster, app, plan, options).run();
}

class Run {
  readonly #cluster: Cluster;
  readonly #app: App;
  readonly #reader: SecretReader;
  readonly #emit: OnEvent;
  readonly #deadline: number;
  readonly #members: readonly Member[];
  /** By object, to tell what changed since the plan. */
  readonly #planned: ReadonlyMap<string, Change>;
  readonly #handOvers: ReadonlySet<string>;
  /** Warnings that the plan's dry run told already. */
  readonly #told: ReadonlySet<string>;
  readonly #diagnostics: Diagnostic[] = [];
  readonly #applied: { readonly object: ObjectRef; readonly action: 'created' | 'updated' | 'unchanged' }[] = [];
  /** The cluster refused something: nothing new is started. */
  #stopped = false;
  #interrupted = false;

  constructor(cluster: Cluster, app: App, plan: Plan, options: ApplyOptions) {
    this.#cluster = cluster;
    this.#app = app;
    this.#reader = options.reader;
    this.#emit = options.onEvent ?? ((_: ClusterEvent) => undefined);
    this.#deadline = Date.now() + (options.timeoutMs ?? defaultTimeout);
    this.#members = membersOf(app);
    this.#planned = new Map(plan.changes.map((one) => [keyOf(one.object), one]));
    this.#told = new Set(plan.diagnostics.map((one) => `${one.code} ${one.message}`));
    this.#handOvers = new Set(plan.changes.filter((one) => one.handOver === true).map((one) => keyOf(one.object)));
  }

  async run(): Promise<ApplyResult> {
    const stage = (number: number): readonly Member[] => this.#members.filter((one) => stageOf(one.ref.kind) === number);
    await this.#applyAll(stage(0));
    if (!this.#stopped) await this.#writeRecord();
    if (!this.#stopped) await this.#writeSecrets();
    for (const number of [1, 2]) await this.#applyAll(stage(number));
    const claims = this.#waitForClaims();
    await this.#applyAll(stage(3));
    await Promise.all([claims, this.#applyWorkloads([...stage(4), ...stage(5)])]);
    if (this.#interrupted) {
      this.#say(report(codes.DEP7040, { applied: this.#applied.length, total: this.#members.length }, { help: [{ text: 'apply again to go on; what was applied stays', applicability: 'unsafe' }] }));
    }
    const done = new Set(this.#applied.map((one) => keyOf(one.object)));
    return {
      ok: !this.#diagnostics.some((one) => one.severity === 'error'),
      diagnostics: this.#diagnostics,
      exitCode: exitCodeOf(this.#diagnostics),
      applied: this.#applied,
      notApplied: this.#members.map((one) => one.ref).filter((ref) => !done.has(keyOf(ref))),
    };
  }

  /** Written before the first member, so that a run that dies leaves nothing untracked. */
  async #writeRecord(): Promise<void> {
    const ref = recordRef(this.#app.model);
    await this.#try({ object: nameOf(ref) }, async () => {
      const live = await this.#cluster.client.get(ref);
      await this.#cluster.client.apply(recordFor(this.#app, this.#members, live, this.#cluster.version), { manager: recordManager });
    });
  }

  async #writeSecrets(): Promise<void> {
    if (this.#app.model.secrets.length === 0) return;
    await this.#try({ object: 'the secrets' }, async () => {
      const { results, diagnostics } = await ensureSecrets(this.#cluster.client, this.#app.model, this.#reader);
      for (const one of diagnostics) this.#fail(one);
      for (const { name, created, kept } of results) this.#emit({ kind: 'secret', name, created, kept });
    });
  }

  async #applyAll(members: readonly Member[]): Promise<void> {
    await inParallel(members, (member) => this.#apply(member));
  }

  /** Undefined when it was refused, or when something before it was. */
  async #apply(member: Member): Promise<Applied | undefined> {
    if (this.#stopped) return undefined;
    return this.#try(subjectOf(this.#app, member), async () => {
      if (this.#handOvers.has(keyOf(member.ref))) await handOverReplicas(this.#cluster.client, member);
      const { object, created, warnings, at } = await this.#cluster.client.apply(member.object, { manager: fieldManager });
      const planned = this.#planned.get(keyOf(member.ref));
      // A controller may have written its status meanwhile, which gives a new resourceVersion but no new generation.
      const same = object.metadata.resourceVersion === planned?.version || (planned?.action === 'unchanged' && planned.generation === object.metadata.generation);
      const action = created ? 'created' : same ? 'unchanged' : 'updated';
      this.#applied.push({ object: member.ref, action });
      this.#emit({ kind: 'applied', object: member.ref, action });
      for (const warning of warnings) this.#say(warned(this.#app, member, warning));
      return { uid: object.metadata.uid ?? '', generation: object.metadata.generation ?? 0, at };
    });
  }

  async #waitForClaims(): Promise<void> {
    const claims = this.#members.filter((one) => one.ref.kind === 'PersistentVolumeClaim');
    await inParallel(claims, async (member) => {
      if (this.#stopped) return;
      const live = await this.#try(subjectOf(this.#app, member), () => this.#cluster.client.get(member.ref));
      if (live !== undefined) await this.#wait(member, { uid: live.metadata.uid ?? '', generation: 0, at: 0 }, []);
    });
  }

  /** Each workload as soon as the ones it depends on are ready, with what stands on it (autoscaler, budget, ingress). */
  async #applyWorkloads(members: readonly Member[]): Promise<void> {
    const order = workloadOrder(this.#app.model);
    const tasks = new Map<string, Promise<boolean>>();
    const groupOf = (owner: string): readonly Member[] => members.filter((one) => one.source.owner === owner);
    const task = (owner: string): Promise<boolean> => {
      let known = tasks.get(owner);
      if (known === undefined) {
        known = Promise.all((order.get(owner) ?? []).map(task)).then((ready) => ready.every(Boolean) && this.#applyGroup(groupOf(owner), dependants(owner, order).flatMap(groupOf)));
        tasks.set(owner, known);
      }
      return known;
    };
    await Promise.all([...new Set(members.map((one) => one.source.owner))].map(task));
  }

  /** True when all of the group is applied and ready. */
  async #applyGroup(group: readonly Member[], behind: readonly Member[]): Promise<boolean> {
    const waits: Promise<boolean>[] = [];
    for (const member of [...group].sort((a, b) => stageOf(a.ref.kind) - stageOf(b.ref.kind))) {
      const applied = await this.#apply(member);
      if (applied === undefined) {
        await Promise.all(waits);
        return false;
      }
      if (hasReadiness(member.ref.kind)) waits.push(this.#wait(member, applied, behind));
    }
    return (await Promise.all(waits)).every(Boolean);
  }

  async #wait(member: Member, applied: Applied, behind: readonly Member[]): Promise<boolean> {
    const outcome = await this.#try(subjectOf(this.#app, member), () => waitUntilReady(this.#cluster.client, member, applied, this.#deadline, this.#emit), false);
    if (outcome?.kind === 'failed') {
      const blocked = behind.filter((one) => stageOf(one.ref.kind) === 4).map((one) => nameOf(one.ref));
      this.#say(explainRollout(this.#app, member, outcome.failure, blocked));
    }
    return outcome?.kind === 'ready';
  }

  /** Never rejects but for bugs, as several run at once. Failures of the cluster become diagnostics; after a refused write nothing new is started. */
  async #try<T>(subject: Subject, work: () => Promise<T>, stops = true): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof InterruptedError) {
        this.#interrupted = true;
        this.#stopped = true;
        return undefined;
      }
      for (const one of explainFailure(this.#app, subject, this.#cluster.server, error)) {
        if (stops) this.#fail(one);
        else this.#say(one);
      }
      return undefined;
    }
  }

  #fail(diagnostic: Diagnostic): void {
    this.#stopped = true;
    this.#say(diagnostic);
  }

  #say(diagnostic: Diagnostic): void {
    if (this.#told.has(`${diagnostic.code} ${diagnostic.message}`)) return;
    this.#diagnostics.push(diagnostic);
    this.#emit({ kind: 'diagnostic', diagnostic });
  }
}

/** Workloads that wait for `name`, directly or not, by name. */
function dependants(name: string, order: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const found = new Set<string>();
  const visit = (here: string): void => {
    for (const [other, needs] of order) {
      if (!needs.includes(here) || found.has(other)) continue;
      found.add(other);
      visit(other);
    }
  };
  visit(name);
  return [...found].sort();
}

function keyOf(ref: ObjectRef): string {
  return `${ref.kind}/${ref.namespace ?? ''}/${ref.name}`;
}
