// DEP7xxx: cluster: unreachable, forbidden, conflict, rollout failed, timed out.
// 700x: which cluster and as whom. 701x: the cluster refuses a write. 702x: a workload does not become ready.
// 703x: secrets. 704x: the run itself.

import { defineCodes } from './define.js';

/** `Deployment web` */
export interface Named {
  readonly object: string;
}

export const clusterCodes = defineCodes({
  DEP7001: {
    name: 'no-cluster-chosen',
    severity: 'error',
    since: '0.1',
    message: ({ looked }: { looked: readonly string[] }) => `no cluster is chosen: there is no current context in ${looked.map((file) => `\`${file}\``).join(', ')}`,
  },
  DEP7002: {
    name: 'unknown-context',
    severity: 'error',
    since: '0.1',
    message: ({ context }: { context: string }) => `the kubeconfig has no context called \`${context}\``,
  },
  DEP7003: {
    name: 'unreadable-kubeconfig',
    severity: 'error',
    since: '0.1',
    message: ({ file, problem }: { file: string; problem: string }) => `the kubeconfig \`${file}\` cannot be used: ${problem}`,
  },
  DEP7004: {
    name: 'cluster-unreachable',
    severity: 'error',
    since: '0.1',
    message: ({ server, problem }: { server: string; problem: string }) => `the cluster at \`${server}\` does not answer: ${problem}`,
  },
  DEP7005: {
    name: 'not-authenticated',
    severity: 'error',
    since: '0.1',
    message: ({ server, problem }: { server: string; problem: string }) => `the cluster at \`${server}\` does not know who is asking: ${problem}`,
  },
  DEP7006: {
    name: 'not-allowed',
    severity: 'error',
    since: '0.1',
    message: ({ object, user, verb, resource }: Named & { user: string; verb: string; resource: string }) => `user \`${user}\` may not ${verb} \`${resource}\`, which \`${object}\` needs`,
  },
  DEP7010: {
    name: 'field-conflict',
    severity: 'error',
    since: '0.1',
    message: ({ object, field, manager }: Named & { field: string; manager: string }) => `\`${field}\` of \`${object}\` was set by \`${manager}\``,
  },
  DEP7011: {
    name: 'owned-by-another',
    severity: 'error',
    since: '0.1',
    message: ({ object, owner }: Named & { owner: string }) => `\`${object}\` in the cluster belongs to ${owner}`,
  },
  DEP7012: {
    name: 'record-not-ours',
    severity: 'error',
    since: '0.1',
    message: ({ name, problem }: { name: string; problem: string }) => `the ConfigMap \`${name}\`, where deployc records the app, ${problem}`,
  },
  DEP7013: {
    name: 'immutable-field',
    severity: 'error',
    since: '0.1',
    message: ({ object, field }: Named & { field: string }) => `\`${field}\` of \`${object}\` cannot change once the object exists`,
  },
  DEP7014: {
    name: 'refused-by-cluster',
    severity: 'error',
    since: '0.1',
    message: ({ object, problem }: Named & { problem: string }) => `the cluster refuses \`${object}\`: ${problem}`,
  },
  DEP7015: {
    name: 'unknown-kind',
    severity: 'error',
    since: '0.1',
    message: ({ object, kind, version }: Named & { kind: string; version: string }) => `the cluster has no kind \`${kind}\` in \`${version}\`, which \`${object}\` is`,
  },
  DEP7016: {
    name: 'missing-namespace',
    severity: 'error',
    since: '0.1',
    message: ({ namespace }: { namespace: string }) => `the cluster has no namespace called \`${namespace}\``,
  },
  DEP7017: {
    name: 'namespace-terminating',
    severity: 'error',
    since: '0.1',
    message: ({ namespace }: { namespace: string }) => `the namespace \`${namespace}\` is being deleted`,
  },
  DEP7018: {
    name: 'cluster-failure',
    severity: 'error',
    since: '0.1',
    message: ({ object, status, problem }: Named & { status: number; problem: string }) => `the cluster failed to store \`${object}\` (HTTP ${status}): ${problem}`,
  },
  DEP7019: {
    name: 'cluster-warning',
    severity: 'warning',
    since: '0.1',
    message: ({ object, warning }: Named & { warning: string }) => `the cluster warns about \`${object}\`: ${warning}`,
  },
  DEP7020: {
    name: 'not-ready-in-time',
    severity: 'error',
    since: '0.1',
    message: ({ object, seconds, state }: Named & { seconds: number; state: string }) => `\`${object}\` is not ready after ${seconds} s: ${state}`,
  },
  DEP7021: {
    name: 'rollout-failed',
    severity: 'error',
    since: '0.1',
    message: ({ object, problem }: Named & { problem: string }) => `the rollout of \`${object}\` failed: ${problem}`,
  },
  DEP7022: {
    name: 'container-crashes',
    severity: 'error',
    since: '0.1',
    message: ({ object, container, how }: Named & { container: string; how: string }) => `container \`${container}\` of \`${object}\` keeps crashing: ${how}`,
  },
  DEP7023: {
    name: 'image-not-pulled',
    severity: 'error',
    since: '0.1',
    message: ({ object, image, problem }: Named & { image: string; problem: string }) => `the image \`${image}\` of \`${object}\` cannot be pulled: ${problem}`,
  },
  DEP7024: {
    name: 'container-not-created',
    severity: 'error',
    since: '0.1',
    message: ({ object, container, problem }: Named & { container: string; problem: string }) => `container \`${container}\` of \`${object}\` cannot be created: ${problem}`,
  },
  DEP7025: {
    name: 'job-failed',
    severity: 'error',
    since: '0.1',
    message: ({ object, problem }: Named & { problem: string }) => `\`${object}\` failed: ${problem}`,
  },
  DEP7026: {
    name: 'pods-refused',
    severity: 'error',
    since: '0.1',
    message: ({ object, problem }: Named & { problem: string }) => `the cluster refuses the pods of \`${object}\`: ${problem}`,
  },
  DEP7027: {
    name: 'pod-fits-nowhere',
    severity: 'error',
    since: '0.1',
    message: ({ object, problem }: Named & { problem: string }) => `a pod of \`${object}\` fits on no node: ${problem}`,
  },
  DEP7030: {
    name: 'secret-source-missing',
    severity: 'error',
    since: '0.1',
    message: ({ secret, key, source }: { secret: string; key: string; source: string }) => `\`${key}\` of secret \`${secret}\` has no value: ${source}`,
  },
  DEP7031: {
    name: 'secret-not-composable',
    severity: 'error',
    since: '0.1',
    message: ({ secret, key, of, ofKey }: { secret: string; key: string; of: string; ofKey: string }) => `\`${key}\` of secret \`${secret}\` needs \`${ofKey}\` of secret \`${of}\`, which has no such key`,
  },
  DEP7040: {
    name: 'interrupted',
    severity: 'error',
    since: '0.1',
    message: ({ applied, total }: { applied: number; total: number }) => `the run was interrupted after ${applied} of ${total} objects were applied`,
  },
});
