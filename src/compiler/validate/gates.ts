// Fields behind a feature gate: a server whose gate is off drops the field without a word (rest strategy, DropDisabledFields).
// Only gates that are off by default at some release from 1.29 to 1.36. Source: pkg/features/kube_features.go and
// pkg/apis/*/…/strategy.go; the state at 1.36 is checked against `kube-apiserver --help` of 1.36.3.

export interface Gate {
  readonly gate: string;
  /** The first release where it is on by default; undefined: in none up to 1.36. */
  readonly on?: string;
}

/** `Definition.field` -> its gate. */
export const gates: Readonly<Record<string, Gate>> = {
  'Container.resizePolicy': { gate: 'InPlacePodVerticalScaling', on: '1.33' },
  'Container.restartPolicyRules': { gate: 'ContainerRestartRules', on: '1.35' },
  'CoreResourceClaim.request': { gate: 'DynamicResourceAllocation', on: '1.34' },
  'EnvVarSource.fileKeyRef': { gate: 'EnvFiles', on: '1.35' },
  'HPAScalingRules.tolerance': { gate: 'HPAConfigurableTolerance', on: '1.35' },
  'JobSpec.managedBy': { gate: 'JobManagedBy', on: '1.32' },
  'JobSpec.successPolicy': { gate: 'JobSuccessPolicy', on: '1.31' },
  'Lifecycle.stopSignal': { gate: 'ContainerStopSignals' },
  'LifecycleHandler.sleep': { gate: 'PodLifecycleSleepAction', on: '1.30' },
  'PersistentVolumeClaimSpec.volumeAttributesClassName': { gate: 'VolumeAttributesClass', on: '1.34' },
  'PodAffinityTerm.matchLabelKeys': { gate: 'MatchLabelKeysInPodAffinity', on: '1.31' },
  'PodAffinityTerm.mismatchLabelKeys': { gate: 'MatchLabelKeysInPodAffinity', on: '1.31' },
  'PodSecurityContext.seLinuxChangePolicy': { gate: 'SELinuxChangePolicy', on: '1.33' },
  'PodSecurityContext.supplementalGroupsPolicy': { gate: 'SupplementalGroupsPolicy', on: '1.33' },
  'PodSpec.hostUsers': { gate: 'UserNamespacesSupport', on: '1.33' },
  'PodSpec.hostnameOverride': { gate: 'HostnameOverride', on: '1.35' },
  'PodSpec.resourceClaims': { gate: 'DynamicResourceAllocation', on: '1.34' },
  'PodSpec.resources': { gate: 'PodLevelResources', on: '1.34' },
  'PodSpec.schedulingGroup': { gate: 'GenericWorkload' },
  'PodSpec.workloadRef': { gate: 'GenericWorkload' },
  'ResourceRequirements.claims': { gate: 'DynamicResourceAllocation', on: '1.34' },
  'RollingUpdateStatefulSetStrategy.maxUnavailable': { gate: 'MaxUnavailableStatefulSet' },
  'SecurityContext.procMount': { gate: 'ProcMountType', on: '1.33' },
  'ServiceSpec.trafficDistribution': { gate: 'ServiceTrafficDistribution', on: '1.31' },
  'Volume.image': { gate: 'ImageVolume', on: '1.35' },
  'VolumeMount.recursiveReadOnly': { gate: 'RecursiveReadOnlyMounts', on: '1.31' },
  'VolumeProjection.clusterTrustBundle': { gate: 'ClusterTrustBundleProjection' },
  'VolumeProjection.podCertificate': { gate: 'PodCertificateRequest' },
};
