// The volumes of a pod, what containers mount of them, and the claims behind them. Owns their spelling only.

import type { AppModel, Config, FileItem, Mount, PodVolume, VolumeSource } from '../../model/app-model.js';
import { derived, type Traced } from '../../model/origin.js';
import type { TreeMap } from './kind.js';

/** The ConfigMap that holds the config `name`: its object name, or the name itself if it lies in the cluster. */
export function configObject(name: Traced<string>, configs: readonly Config[]): Traced<string> {
  const config = configs.find((one) => one.name.value === name.value);
  return config === undefined ? name : derived(config.objectName.value, 'the name of the ConfigMap', name, config.objectName);
}

/** `spec.volumes`, without those that come from claim templates. */
export function podVolumes(volumes: readonly PodVolume[], model: AppModel): readonly TreeMap[] {
  return volumes.flatMap((volume) => {
    const source = volumeSource(volume.source, model);
    return source === undefined ? [] : [{ name: volume.name, ...source }];
  });
}

function volumeSource(source: VolumeSource, model: AppModel): TreeMap | undefined {
  switch (source.kind) {
    case 'claim':
      return source.perReplica ? undefined : { persistentVolumeClaim: { claimName: source.claim.name } };
    case 'existing-claim':
      return { persistentVolumeClaim: { claimName: source.claim } };
    case 'ephemeral':
      return { emptyDir: { sizeLimit: source.size } };
    case 'memory':
      return { emptyDir: { medium: 'Memory', sizeLimit: source.size } };
    case 'host':
      return { hostPath: { path: source.path } };
    case 'nfs':
      return { nfs: { server: source.server, path: source.path } };
    case 'config':
      return { configMap: { name: configObject(source.config, model.configs), items: items(source.items) } };
    case 'secret':
      return { secret: { secretName: source.secret, items: items(source.items) } };
  }
}

function items(list: readonly FileItem[] | undefined): readonly TreeMap[] | undefined {
  return list?.map((item) => ({ key: item.key, path: item.path, mode: item.mode }));
}

/** One entry of a container's `volumeMounts`. */
export function volumeMount(mount: Mount): TreeMap {
  return { name: mount.volume, mountPath: mount.path, subPath: mount.subPath, readOnly: mount.readOnly.value ? mount.readOnly : undefined };
}

/** The spec of a claim, for claims and templates of claims. */
export function claimSpec(claim: { readonly size: Traced<string>; readonly access: Traced<string>; readonly class?: Traced<string> }): TreeMap {
  return { accessModes: [claim.access], resources: { requests: { storage: claim.size } }, storageClassName: claim.class };
}

