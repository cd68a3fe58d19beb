// What no package says and has to be known: which kinds the schema is for, and what 1.35 changed.
// Source of each row: kubernetes api/openapi-spec of the release named.

import type { Definition } from './definition.js';

/** The kinds the schema covers: `apiVersion/Kind` -> class in client-node, root interface in cdk8s. */
export const kinds: readonly { readonly apiVersion: string; readonly kind: string; readonly node: string; readonly cdk8s: string }[] = [
  ...core('v1', 'ConfigMap', 'LimitRange', 'Namespace', 'PersistentVolume', 'PersistentVolumeClaim', 'Pod', 'ResourceQuota', 'Secret', 'Service', 'ServiceAccount'),
  ...core('apps/v1', 'DaemonSet', 'Deployment', 'StatefulSet'),
  { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', node: 'V2HorizontalPodAutoscaler', cdk8s: 'KubeHorizontalPodAutoscalerV2Props' },
  ...core('batch/v1', 'CronJob', 'Job'),
  ...core('networking.k8s.io/v1', 'Ingress', 'IngressClass', 'NetworkPolicy'),
  ...core('policy/v1', 'PodDisruptionBudget'),
  ...core('rbac.authorization.k8s.io/v1', 'ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'),
  ...core('scheduling.k8s.io/v1', 'PriorityClass'),
  ...core('storage.k8s.io/v1', 'StorageClass'),
];

function core(apiVersion: string, ...names: readonly string[]) {
  return names.map((kind) => ({ apiVersion, kind, node: `V1${kind}`, cdk8s: `Kube${kind}Props` }));
}

/** Fields that came with 1.35, which no package of client-node describes (api/openapi-spec of v1.35, diffed with v1.34). */
export const since135: readonly string[] = ['PodCertificateProjection.userAnnotations'];

/** Only in 1.35: replaced by schedulingGroup in 1.36. */
export const only135 = {
  owner: 'PodSpec',
  field: 'workloadRef',
  name: 'WorkloadReference',
  definition: {
    fields: new Map([
      ['name', { type: { kind: 'scalar', name: 'string' }, required: true }],
      ['podGroup', { type: { kind: 'scalar', name: 'string' }, required: true }],
      ['podGroupReplicaKey', { type: { kind: 'scalar', name: 'string' }, required: false }],
    ]),
  } satisfies Definition,
} as const;
