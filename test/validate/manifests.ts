// Valid manifests to break, and the table of mistakes: each row changes one of them in one place (a JSON pointer; undefined takes
// the member away) and says which code and which path must be reported, and what a real API server (1.36) does with it.

import type { Plain } from '../../src/compiler/emit/tree.js';
import type { PlainObject } from '../../src/compiler/validate/plain.js';

type Base = keyof typeof good;

export interface Mistake {
  readonly title: string;
  readonly base: Base;
  readonly change: Readonly<Record<string, Plain | undefined>>;
  readonly code: string;
  readonly path: string;
  /** refuses (default), accepts: only the pods or the running app would fail, or a part of the server that needs a cluster refuses. */
  readonly server?: 'accepts';
}

const labels = { 'app.kubernetes.io/name': 'web' };

const container = {
  name: 'web',
  image: 'ghcr.io/acme/web:1',
  ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
  env: [{ name: 'PORT', value: '8080' }, { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'web', key: 'token' } } }],
  envFrom: [{ configMapRef: { name: 'settings' } }],
  resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '1', memory: '256Mi' } },
  readinessProbe: { httpGet: { path: '/', port: 'http' }, periodSeconds: 5 },
  livenessProbe: { tcpSocket: { port: 8080 } },
  lifecycle: { preStop: { sleep: { seconds: 5 } } },
  securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
  volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }, { name: 'settings', mountPath: '/etc/web', readOnly: true }],
};

const podSpec = {
  automountServiceAccountToken: false,
  securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
  initContainers: [{ name: 'setup', image: 'busybox:1', command: ['true'] }, { name: 'proxy', image: 'envoy:1', restartPolicy: 'Always' }],
  containers: [container],
  volumes: [{ name: 'tmp', emptyDir: { sizeLimit: '64Mi' } }, { name: 'settings', configMap: { name: 'settings', items: [{ key: 'a.conf', path: 'a.conf', mode: 256 }] } }],
  tolerations: [{ key: 'dedicated', operator: 'Equal', value: 'web', effect: 'NoSchedule' }],
  topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'ScheduleAnyway', labelSelector: { matchLabels: labels } }],
  affinity: { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: labels } } }] } },
};

const template = { metadata: { labels }, spec: podSpec };
const jobPod = { metadata: { labels }, spec: { ...podSpec, restartPolicy: 'Never', initContainers: [] } };
const jobSpec = { backoffLimit: 3, ttlSecondsAfterFinished: 600, template: jobPod };
const metadata = { name: 'web', namespace: 'default', labels };
const claimSpec = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };

export const good = {
  Namespace: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } } },
  Deployment: {
    apiVersion: 'apps/v1', kind: 'Deployment', metadata,
    spec: { replicas: 2, selector: { matchLabels: labels }, strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } }, template },
  },
  StatefulSet: {
    apiVersion: 'apps/v1', kind: 'StatefulSet', metadata,
    spec: {
      replicas: 1, serviceName: 'web', selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { ...podSpec, volumes: podSpec.volumes.slice(1) } },
      volumeClaimTemplates: [{ metadata: { name: 'tmp' }, spec: claimSpec }],
    },
  },
  DaemonSet: { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata, spec: { selector: { matchLabels: labels }, template } },
  Job: { apiVersion: 'batch/v1', kind: 'Job', metadata, spec: jobSpec },
  CronJob: { apiVersion: 'batch/v1', kind: 'CronJob', metadata, spec: { schedule: '0 3 * * 1-5', timeZone: 'Europe/Berlin', concurrencyPolicy: 'Forbid', jobTemplate: { spec: jobSpec } } },
  Service: { apiVersion: 'v1', kind: 'Service', metadata, spec: { selector: labels, ports: [{ name: 'http', port: 80, targetPort: 'http' }, { name: 'grpc', port: 9000, targetPort: 9000 }] } },
  Ingress: {
    apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata,
    spec: {
      ingressClassName: 'nginx', tls: [{ hosts: ['example.com'], secretName: 'tls' }],
      rules: [{ host: 'example.com', http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { name: 'http' } } } }] } }],
    },
  },
  NetworkPolicy: {
    apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata,
    spec: { podSelector: { matchLabels: labels }, policyTypes: ['Ingress'], ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }, { podSelector: {} }], ports: [{ port: 8080, protocol: 'TCP' }] }] },
  },
  ConfigMap: { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { 'a.conf': 'x = 1\n' } },
  Secret: { apiVersion: 'v1', kind: 'Secret', metadata, type: 'Opaque', data: { token: 'aGVsbG8=' } },
  PersistentVolumeClaim: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata, spec: claimSpec },
  ServiceAccount: { apiVersion: 'v1', kind: 'ServiceAccount', metadata, automountServiceAccountToken: false },
  HorizontalPodAutoscaler: {
    apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata,
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, minReplicas: 2, maxReplicas: 5,
      metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } }],
      behavior: { scaleDown: { stabilizationWindowSeconds: 300, policies: [{ type: 'Pods', value: 1, periodSeconds: 60 }] } },
    },
  },
  PodDisruptionBudget: { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata, spec: { maxUnavailable: 1, selector: { matchLabels: labels } } },
} satisfies Readonly<Record<string, PlainObject>>;

/** `base` with members replaced or (undefined) taken away; a step past the end of a list appends. */
export function changed(base: PlainObject, change: Mistake['change']): PlainObject {
  const copy = JSON.parse(JSON.stringify(base)) as Record<string, Plain>;
  for (const [pointer, value] of Object.entries(change)) {
    const steps = pointer.slice(1).split('/').map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
    const last = steps.pop() ?? '';
    let here = copy as Record<string, Plain>;
    for (const step of steps) here = (here[step] ??= {}) as Record<string, Plain>;
    if (value === undefined) delete here[last];
    else here[last] = value;
  }
  return copy;
}

const pod = '/spec/template/spec';
const main = `${pod}/containers/0`;
const p = 'spec.template.spec';
const c = `${p}.containers[web]`;

function row(title: string, base: Base, change: Mistake['change'], code: string, path: string, server?: 'accepts'): Mistake {
  return { title, base, change, code, path, ...(server && { server }) };
}

export const mistakes: readonly Mistake[] = [
  // the schema
  row('a misspelt field', 'Deployment', { [`${main}/imagePullPolice`]: 'Always' }, 'DEP6101', `${c}.imagePullPolice`),
  row('a number as a variable', 'Deployment', { [`${main}/env/0/value`]: 8080 }, 'DEP6102', `${c}.env[0].value`),
  row('true as maxSurge', 'Deployment', { '/spec/strategy/rollingUpdate/maxSurge': true }, 'DEP6102', 'spec.strategy.rollingUpdate.maxSurge'),
  row('a quantity of another world', 'Deployment', { [`${main}/resources/limits/memory`]: '256MB' }, 'DEP6105', `${c}.resources.limits.memory`),
  row('text as replicas', 'Deployment', { '/spec/replicas': '3' }, 'DEP6102', 'spec.replicas'),
  row('no selector', 'Deployment', { '/spec/selector': undefined }, 'DEP6103', 'spec'),
  row('no container port', 'Deployment', { [`${main}/ports/0/containerPort`]: undefined }, 'DEP6103', `${c}.ports[0]`),
  row('text as emptyDir', 'Deployment', { [`${pod}/volumes/0/emptyDir`]: 'yes' }, 'DEP6102', `${p}.volumes[tmp].emptyDir`),
  row('a protocol that is none', 'Deployment', { [`${main}/ports/0/protocol`]: 'HTTP' }, 'DEP6104', `${c}.ports[0].protocol`),
  row('containers one level too high', 'Deployment', { '/spec/containers': [] }, 'DEP6101', 'spec.containers'),
  row('Secret data without base64', 'Secret', { '/data/token': 'not base64!' }, 'DEP6105', 'data.token'),
  row('a number in a ConfigMap', 'ConfigMap', { '/data/a.conf': 1 }, 'DEP6102', 'data["a.conf"]'),
  row('a variable set twice', 'Deployment', { [`${main}/env/2`]: { name: 'PORT', value: '1' } }, 'DEP6106', `${c}.env[2]`, 'accepts'),
  row('a port twice in a Service', 'Service', { '/spec/ports/1/port': 80 }, 'DEP6106', 'spec.ports[1]'),
  // metadata
  row('an upper-case name', 'Deployment', { '/metadata/name': 'Web' }, 'DEP6201', 'metadata.name'),
  row('a dot in the name of a namespace', 'Namespace', { '/metadata/name': 'a.b' }, 'DEP6201', 'metadata.name'),
  row('a Service beginning with a digit', 'Service', { '/metadata/name': '1web' }, 'DEP6201', 'metadata.name', 'accepts'),
  row('a long name of a CronJob', 'CronJob', { '/metadata/name': 'x'.repeat(53) }, 'DEP6201', 'metadata.name'),
  row('a space in a label value', 'Deployment', { '/metadata/labels/team': 'a b' }, 'DEP6201', 'metadata.labels.team'),
  row('a slash too many in a label', 'Deployment', { '/metadata/labels/a~1b~1c': 'x' }, 'DEP6201', 'metadata.labels["a/b/c"]'),
  row('a bad label of the template', 'Deployment', { '/spec/template/metadata/labels/team': '-' }, 'DEP6201', 'spec.template.metadata.labels.team'),
  row('an annotation without a name', 'Deployment', { '/metadata/annotations': { 'example.com/': 'x' } }, 'DEP6201', 'metadata.annotations["example.com/"]'),
  // containers
  row('an underscore in the name of a container', 'Deployment', { [`${main}/name`]: 'my_web' }, 'DEP6202', `${p}.containers[my_web].name`),
  row('two containers of one name', 'Deployment', { [`${pod}/initContainers/0/name`]: 'web' }, 'DEP6202', `${c}.name`),
  row('no image', 'Deployment', { [`${main}/image`]: undefined }, 'DEP6202', c),
  row('no containers', 'Deployment', { [`${pod}/containers`]: [] }, 'DEP6202', `${p}.containers`),
  row('a port out of range', 'Deployment', { [`${main}/ports/0/containerPort`]: 70000 }, 'DEP6202', `${c}.ports[0].containerPort`),
  row('a long name of a port', 'Deployment', { [`${main}/ports/0/name`]: 'a-very-long-port-name', [`${main}/readinessProbe`]: undefined }, 'DEP6202', `${c}.ports[0].name`),
  row('two sources of a variable', 'Deployment', { [`${main}/env/1/value`]: 'x' }, 'DEP6202', `${c}.env[1].valueFrom`),
  row('an equals sign in a variable', 'Deployment', { [`${main}/env/0/name`]: 'A=B' }, 'DEP6202', `${c}.env[0].name`),
  row('a field that a variable cannot show', 'Deployment', { [`${main}/env/1/valueFrom`]: { fieldRef: { fieldPath: 'spec.hostname' } } }, 'DEP6202', `${c}.env[1].valueFrom.fieldRef.fieldPath`),
  row('a bad key of a secret', 'Deployment', { [`${main}/env/1/valueFrom/secretKeyRef/key`]: 'a/b' }, 'DEP6202', `${c}.env[1].valueFrom.secretKeyRef.key`),
  row('an envFrom of nothing', 'Deployment', { [`${main}/envFrom/0`]: {} }, 'DEP6202', `${c}.envFrom[0]`),
  row('two handlers of a hook', 'Deployment', { [`${main}/lifecycle/preStop/exec`]: { command: ['true'] } }, 'DEP6202', `${c}.lifecycle.preStop`),
  row('a sleep longer than the grace period', 'Deployment', { [`${main}/lifecycle/preStop/sleep/seconds`]: 60 }, 'DEP6202', `${c}.lifecycle.preStop.sleep.seconds`),
  row('a probe of an init container', 'Deployment', { [`${pod}/initContainers/0/readinessProbe`]: { exec: { command: ['true'] } } }, 'DEP6202', `${p}.initContainers[setup].readinessProbe`),
  // probes
  row('a probe without an action', 'Deployment', { [`${main}/readinessProbe/httpGet`]: undefined }, 'DEP6203', `${c}.readinessProbe`),
  row('a negative period', 'Deployment', { [`${main}/readinessProbe/periodSeconds`]: -1 }, 'DEP6203', `${c}.readinessProbe.periodSeconds`),
  row('several successes of a liveness probe', 'Deployment', { [`${main}/livenessProbe/successThreshold`]: 2 }, 'DEP6203', `${c}.livenessProbe.successThreshold`),
  row('a port of a probe out of range', 'Deployment', { [`${main}/livenessProbe/tcpSocket/port`]: 0 }, 'DEP6203', `${c}.livenessProbe.tcpSocket.port`),
  row('a probe of a port that is not there', 'Deployment', { [`${main}/readinessProbe/httpGet/port`]: 'https' }, 'DEP6203', `${c}.readinessProbe.httpGet.port`, 'accepts'),
  row('an empty command of a probe', 'Deployment', { [`${main}/livenessProbe`]: { exec: { command: [] } } }, 'DEP6203', `${c}.livenessProbe.exec`),
  // volumes
  row('a mount of no volume', 'Deployment', { [`${main}/volumeMounts/0/name`]: 'data' }, 'DEP6204', `${c}.volumeMounts[data].name`),
  row('a mount of no volume in a StatefulSet', 'StatefulSet', { [`${main}/volumeMounts/0/name`]: 'data' }, 'DEP6204', `${c}.volumeMounts[data].name`),
  row('two sources of a volume', 'Deployment', { [`${pod}/volumes/1/emptyDir`]: {} }, 'DEP6204', `${p}.volumes[settings]`),
  row('a climbing path of a key', 'Deployment', { [`${pod}/volumes/1/configMap/items/0/path`]: '../a' }, 'DEP6204', `${p}.volumes[settings].configMap.items[0].path`),
  row('a mode that is none', 'Deployment', { [`${pod}/volumes/1/configMap/items/0/mode`]: 644 }, 'DEP6204', `${p}.volumes[settings].configMap.items[0].mode`),
  row('an upper-case volume', 'Deployment', { [`${pod}/volumes/0/name`]: 'Tmp', [`${main}/volumeMounts/0/name`]: 'Tmp' }, 'DEP6204', `${p}.volumes[Tmp].name`),
  row('an absolute subPath', 'Deployment', { [`${main}/volumeMounts/0/subPath`]: '/a' }, 'DEP6204', `${c}.volumeMounts[tmp].subPath`),
  row('one path twice', 'Deployment', { [`${main}/volumeMounts/1/mountPath`]: '/tmp' }, 'DEP6106', `${c}.volumeMounts[settings]`),
  row('a host path that climbs', 'Deployment', { [`${pod}/volumes/0`]: { name: 'tmp', hostPath: { path: '/a/../b' } } }, 'DEP6204', `${p}.volumes[tmp].hostPath.path`),
  // resources
  row('a request above its limit', 'Deployment', { [`${main}/resources/requests/memory`]: '1Gi' }, 'DEP6205', `${c}.resources.requests.memory`),
  row('a request above its limit in other units', 'Deployment', { [`${main}/resources/requests/cpu`]: '1001m' }, 'DEP6205', `${c}.resources.requests.cpu`),
  row('a negative request', 'Deployment', { [`${main}/resources/requests/cpu`]: '-1' }, 'DEP6205', `${c}.resources.requests.cpu`),
  row('an unknown resource', 'Deployment', { [`${main}/resources/requests/gpu`]: '1' }, 'DEP6205', `${c}.resources.requests.gpu`),
  row('half a graphics card', 'Deployment', { [`${main}/resources/limits/nvidia.com~1gpu`]: '500m' }, 'DEP6205', `${c}.resources.limits["nvidia.com/gpu"]`),
  row('a fraction of a byte', 'Deployment', { [`${main}/resources/requests/memory`]: '100m' }, 'DEP6218', `${c}.resources.requests.memory`, 'accepts'),
  // scheduling
  row('a toleration of everything without Exists', 'Deployment', { [`${pod}/tolerations/0/key`]: undefined }, 'DEP6206', `${p}.tolerations[0]`),
  row('a value beside Exists', 'Deployment', { [`${pod}/tolerations/0/operator`]: 'Exists' }, 'DEP6206', `${p}.tolerations[0].value`),
  row('seconds of NoSchedule', 'Deployment', { [`${pod}/tolerations/0/tolerationSeconds`]: 5 }, 'DEP6206', `${p}.tolerations[0].tolerationSeconds`),
  row('a skew of 0', 'Deployment', { [`${pod}/topologySpreadConstraints/0/maxSkew`]: 0 }, 'DEP6206', `${p}.topologySpreadConstraints[0].maxSkew`),
  row('a weight of 200', 'Deployment', { [`${pod}/affinity/podAntiAffinity/preferredDuringSchedulingIgnoredDuringExecution/0/weight`]: 200 }, 'DEP6206', `${p}.affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight`),
  row('an empty topology key', 'Deployment', { [`${pod}/topologySpreadConstraints/0/topologyKey`]: '' }, 'DEP6206', `${p}.topologySpreadConstraints[0].topologyKey`),
  row('a node selector with a bad value', 'Deployment', { [`${pod}/nodeSelector`]: { zone: 'a b' } }, 'DEP6206', `${p}.nodeSelector.zone`),
  // workloads
  row('negative replicas', 'Deployment', { '/spec/replicas': -1 }, 'DEP6207', 'spec.replicas'),
  row('a selector that misses its pods', 'Deployment', { '/spec/template/metadata/labels': { app: 'x' } }, 'DEP6207', 'spec.template.metadata.labels'),
  row('an empty selector', 'Deployment', { '/spec/selector': {} }, 'DEP6207', 'spec.selector'),
  row('a roll-out that cannot move', 'Deployment', { '/spec/strategy/rollingUpdate/maxSurge': 0 }, 'DEP6207', 'spec.strategy.rollingUpdate.maxUnavailable'),
  row('a percentage without its sign', 'Deployment', { '/spec/strategy/rollingUpdate/maxSurge': '25' }, 'DEP6207', 'spec.strategy.rollingUpdate.maxSurge'),
  row('Recreate with rollingUpdate', 'Deployment', { '/spec/strategy/type': 'Recreate' }, 'DEP6207', 'spec.strategy.rollingUpdate'),
  row('a deadline before ready', 'Deployment', { '/spec/progressDeadlineSeconds': 10, '/spec/minReadySeconds': 10 }, 'DEP6207', 'spec.progressDeadlineSeconds'),
  row('a Deployment that never restarts', 'Deployment', { [`${pod}/restartPolicy`]: 'Never' }, 'DEP6207', `${p}.restartPolicy`),
  row('a Job that always restarts', 'Job', { [`${pod}/restartPolicy`]: 'Always' }, 'DEP6207', `${p}.restartPolicy`),
  row('a Job without a restart policy', 'Job', { [`${pod}/restartPolicy`]: undefined }, 'DEP6207', p),
  row('a Job with a selector', 'Job', { '/spec/selector': { matchLabels: labels } }, 'DEP6207', 'spec.selector'),
  row('an Indexed Job without completions', 'Job', { '/spec/completionMode': 'Indexed', '/spec/parallelism': 2 }, 'DEP6207', 'spec'),
  row('a negative backoff limit', 'Job', { '/spec/backoffLimit': -1 }, 'DEP6207', 'spec.backoffLimit'),
  row('four fields of a schedule', 'CronJob', { '/spec/schedule': '0 3 * *' }, 'DEP6207', 'spec.schedule'),
  row('an hour of 24', 'CronJob', { '/spec/schedule': '0 24 * * *' }, 'DEP6207', 'spec.schedule'),
  row('a local time zone', 'CronJob', { '/spec/timeZone': 'Local' }, 'DEP6207', 'spec.timeZone'),
  row('a negative partition', 'StatefulSet', { '/spec/updateStrategy': { type: 'RollingUpdate', rollingUpdate: { partition: -1 } } }, 'DEP6207', 'spec.updateStrategy.rollingUpdate.partition'),
  row('a DaemonSet that does both', 'DaemonSet', { '/spec/updateStrategy': { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 1 } } }, 'DEP6207', 'spec.updateStrategy.rollingUpdate.maxSurge'),
  // services and ingresses
  row('a Service without ports', 'Service', { '/spec/ports': [] }, 'DEP6208', 'spec'),
  row('ports without names', 'Service', { '/spec/ports/0/name': undefined }, 'DEP6208', 'spec.ports[0]'),
  row('two ports of one name', 'Service', { '/spec/ports/1/name': 'http' }, 'DEP6208', 'spec.ports[1].name'),
  row('a port of 0', 'Service', { '/spec/ports/0/port': 0 }, 'DEP6208', 'spec.ports[0].port'),
  row('a node port of a ClusterIP', 'Service', { '/spec/ports/0/nodePort': 30080 }, 'DEP6208', 'spec.ports[0].nodePort'),
  row('a node port out of range', 'Service', { '/spec/type': 'NodePort', '/spec/ports/0/nodePort': 8080 }, 'DEP6208', 'spec.ports[0].nodePort', 'accepts'),
  row('a headless load balancer', 'Service', { '/spec/type': 'LoadBalancer', '/spec/clusterIP': 'None' }, 'DEP6208', 'spec.clusterIP'),
  row('source ranges of a ClusterIP', 'Service', { '/spec/loadBalancerSourceRanges': ['10.0.0.0/8'] }, 'DEP6208', 'spec.loadBalancerSourceRanges'),
  row('a source range that is none', 'Service', { '/spec/type': 'LoadBalancer', '/spec/loadBalancerSourceRanges': ['10.0.0.0/33'] }, 'DEP6208', 'spec.loadBalancerSourceRanges[0]'),
  row('an external policy inside', 'Service', { '/spec/externalTrafficPolicy': 'Local' }, 'DEP6208', 'spec.externalTrafficPolicy'),
  row('an unknown distribution', 'Service', { '/spec/trafficDistribution': 'Near' }, 'DEP6208', 'spec.trafficDistribution'),
  row('an upper-case host', 'Ingress', { '/spec/rules/0/host': 'Example.com' }, 'DEP6209', 'spec.rules[0].host'),
  row('a host that is an address', 'Ingress', { '/spec/rules/0/host': '10.0.0.1' }, 'DEP6209', 'spec.rules[0].host'),
  row('a relative path', 'Ingress', { '/spec/rules/0/http/paths/0/path': 'api' }, 'DEP6209', 'spec.rules[0].http.paths[0].path'),
  row('a path with two slashes', 'Ingress', { '/spec/rules/0/http/paths/0/path': '/a//b' }, 'DEP6209', 'spec.rules[0].http.paths[0].path'),
  row('two ways to say the port', 'Ingress', { '/spec/rules/0/http/paths/0/backend/service/port/number': 80 }, 'DEP6209', 'spec.rules[0].http.paths[0].backend.service.port'),
  row('no rules', 'Ingress', { '/spec/rules': [] }, 'DEP6209', 'spec'),
  row('no path type', 'Ingress', { '/spec/rules/0/http/paths/0/pathType': undefined }, 'DEP6103', 'spec.rules[0].http.paths[0]'),
  // the rest
  row('a key with a slash', 'ConfigMap', { '/data': { 'a/b': '' } }, 'DEP6210', 'data["a/b"]'),
  row('too much data', 'ConfigMap', { '/data/big': 'x'.repeat(1024 * 1024) }, 'DEP6210', 'data'),
  row('a certificate without its key', 'Secret', { '/type': 'kubernetes.io/tls', '/data/tls.crt': 'aGVsbG8=' }, 'DEP6210', 'type'),
  row('fewer than the minimum', 'HorizontalPodAutoscaler', { '/spec/maxReplicas': 1 }, 'DEP6211', 'spec.maxReplicas'),
  row('none at all', 'HorizontalPodAutoscaler', { '/spec/minReplicas': 0 }, 'DEP6211', 'spec.minReplicas'),
  row('a metric of another type', 'HorizontalPodAutoscaler', { '/spec/metrics/0/type': 'Pods' }, 'DEP6211', 'spec.metrics[0]'),
  row('a window of two hours', 'HorizontalPodAutoscaler', { '/spec/behavior/scaleDown/stabilizationWindowSeconds': 7200 }, 'DEP6211', 'spec.behavior.scaleDown.stabilizationWindowSeconds'),
  row('two targets of a metric', 'HorizontalPodAutoscaler', { '/spec/metrics/0/resource/target/averageValue': '1' }, 'DEP6211', 'spec.metrics[0].resource.target'),
  row('a claim without a mode', 'PersistentVolumeClaim', { '/spec/accessModes': [] }, 'DEP6212', 'spec'),
  row('a claim without a size', 'PersistentVolumeClaim', { '/spec/resources': undefined }, 'DEP6212', 'spec'),
  row('a claim of nothing', 'PersistentVolumeClaim', { '/spec/resources/requests/storage': '0' }, 'DEP6212', 'spec.resources.requests.storage'),
  row('a template of nothing', 'StatefulSet', { '/spec/volumeClaimTemplates/0/spec/resources/requests/storage': '0' }, 'DEP6212', 'spec.volumeClaimTemplates[tmp].spec.resources.requests.storage'),
  row('a privileged container that cannot escalate', 'Deployment', { [`${main}/securityContext/privileged`]: true }, 'DEP6213', `${c}.securityContext.allowPrivilegeEscalation`),
  row('a negative user', 'Deployment', { [`${pod}/securityContext/runAsUser`]: -1 }, 'DEP6213', `${p}.securityContext.runAsUser`),
  row('a local profile without a path', 'Deployment', { [`${pod}/securityContext/seccompProfile/type`]: 'Localhost' }, 'DEP6213', `${p}.securityContext.seccompProfile`),
  row('a kernel parameter that is none', 'Deployment', { [`${pod}/securityContext/sysctls`]: [{ name: 'Net!', value: '1' }] }, 'DEP6213', `${p}.securityContext.sysctls[0].name`),
  row('a bad service account', 'Deployment', { [`${pod}/serviceAccountName`]: 'My_Account' }, 'DEP6214', `${p}.serviceAccountName`),
  row('no name server', 'Deployment', { [`${pod}/dnsPolicy`]: 'None' }, 'DEP6214', `${p}.dnsPolicy`),
  row('a name server that is no address', 'Deployment', { [`${pod}/dnsConfig`]: { nameservers: ['dns.example.com'] } }, 'DEP6214', `${p}.dnsConfig.nameservers[0]`),
  row('a host alias of no address', 'Deployment', { [`${pod}/hostAliases`]: [{ ip: '10.0.0.256', hostnames: ['a'] }] }, 'DEP6214', `${p}.hostAliases[0].ip`),
  row('both ends of a budget', 'PodDisruptionBudget', { '/spec/minAvailable': 1 }, 'DEP6215', 'spec.minAvailable'),
  row('a negative budget', 'PodDisruptionBudget', { '/spec/maxUnavailable': -1 }, 'DEP6215', 'spec.maxUnavailable'),
  row('a budget of 120%', 'PodDisruptionBudget', { '/spec/maxUnavailable': '120%' }, 'DEP6215', 'spec.maxUnavailable'),
  row('a block that is none', 'NetworkPolicy', { '/spec/ingress/0/from/0/ipBlock/cidr': '10.0.0.0' }, 'DEP6216', 'spec.ingress[0].from[0].ipBlock.cidr'),
  row('an end before the start', 'NetworkPolicy', { '/spec/ingress/0/ports/0/endPort': 80 }, 'DEP6216', 'spec.ingress[0].ports[0].endPort'),
  row('a peer that is nobody', 'NetworkPolicy', { '/spec/ingress/0/from/1': {} }, 'DEP6216', 'spec.ingress[0].from[1]'),
  row('a policy of a third kind', 'NetworkPolicy', { '/spec/policyTypes': ['Both'] }, 'DEP6104', 'spec.policyTypes[0]'),
];

/** A pod spec that reaches `restricted`. */
export const strictPod: PlainObject = { ...podSpec, initContainers: [] };

const own = '/containers/0/securityContext';
const secure = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };

/** A change of the strict pod, the level it then reaches under 1.36, and the first check it breaks. */
export const podSecurityCases: readonly (readonly [string, Mistake['change'], 'restricted' | 'baseline' | 'privileged', string])[] = [
  ['nothing special', {}, 'restricted', ''],
  ['escalation not said', { [`${own}/allowPrivilegeEscalation`]: undefined }, 'baseline', 'allowPrivilegeEscalation'],
  ['capabilities kept', { [`${own}/capabilities`]: undefined }, 'baseline', 'capabilities_restricted'],
  ['a low port', { [`${own}/capabilities/add`]: ['NET_BIND_SERVICE'] }, 'restricted', ''],
  ['a capability of baseline', { [`${own}/capabilities/add`]: ['CHOWN'] }, 'baseline', 'capabilities_restricted'],
  ['a capability beyond baseline', { [`${own}/capabilities/add`]: ['NET_ADMIN'] }, 'privileged', 'capabilities_baseline'],
  ['root by choice', { '/securityContext/runAsUser': 0 }, 'baseline', 'runAsUser'],
  ['root allowed', { '/securityContext/runAsNonRoot': undefined }, 'baseline', 'runAsNonRoot'],
  ['no seccomp profile', { '/securityContext/seccompProfile': undefined }, 'baseline', 'seccompProfile_restricted'],
  ['unconfined', { '/securityContext/seccompProfile/type': 'Unconfined' }, 'privileged', 'seccompProfile_baseline'],
  ['a volume of NFS', { '/volumes/0': { name: 'tmp', nfs: { server: 'a', path: '/' } } }, 'baseline', 'restrictedVolumes'],
  ['a path of the node', { '/volumes/0': { name: 'tmp', hostPath: { path: '/' } } }, 'privileged', 'hostPathVolumes'],
  ['the network of the node', { '/hostNetwork': true }, 'privileged', 'hostNamespaces'],
  ['a port of the node', { '/containers/0/ports/0/hostPort': 80 }, 'privileged', 'hostPorts'],
  ['privileged', { [`${own}/privileged`]: true }, 'privileged', 'privileged'],
  ['a safe kernel parameter', { '/securityContext/sysctls': [{ name: 'net.ipv4.tcp_syncookies', value: '1' }] }, 'restricted', ''],
  ['an unsafe kernel parameter', { '/securityContext/sysctls': [{ name: 'kernel.msgmax', value: '1' }] }, 'privileged', 'sysctls'],
  ['an insecure init container', { '/initContainers': [{ name: 'a', image: 'a' }] }, 'baseline', 'allowPrivilegeEscalation'],
  ['a secure init container', { '/initContainers': [{ name: 'a', image: 'a', securityContext: secure }] }, 'restricted', ''],
];
