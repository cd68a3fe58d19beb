// Which lists are maps in disguise: the members that identify an entry (`x-kubernetes-list-map-keys`), and which lists are
// sets. No npm package carries them. Source: the `+listMapKey` and `+listType=set` markers of k8s.io/api.

/** `Definition.field` -> the members that together are the key. A missing member counts as its default. */
export const listKeys: Readonly<Record<string, readonly string[]>> = {
  'Container.env': ['name'],
  'Container.ports': ['containerPort', 'protocol'],
  'Container.volumeDevices': ['devicePath'],
  'Container.volumeMounts': ['mountPath'],
  'ObjectMeta.ownerReferences': ['uid'],
  'PodSpec.containers': ['name'],
  'PodSpec.hostAliases': ['ip'],
  'PodSpec.imagePullSecrets': ['name'],
  'PodSpec.initContainers': ['name'],
  'PodSpec.resourceClaims': ['name'],
  'PodSpec.schedulingGates': ['name'],
  'PodSpec.topologySpreadConstraints': ['topologyKey', 'whenUnsatisfiable'],
  'PodSpec.volumes': ['name'],
  'ResourceRequirements.claims': ['name'],
  'ServiceAccount.secrets': ['name'],
  'ServiceSpec.ports': ['port', 'protocol'],
};

/** What a missing member of a key means. */
export const keyDefaults: Readonly<Record<string, string>> = { protocol: 'TCP' };

/** Lists whose entries are called by name in a path: `containers[web]`. */
export const namedLists: ReadonlySet<string> = new Set([
  'containers', 'initContainers', 'ephemeralContainers', 'volumes', 'volumeMounts', 'imagePullSecrets', 'volumeClaimTemplates',
]);
