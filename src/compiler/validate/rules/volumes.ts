// Volumes of a pod and where containers mount them.
// Source: pkg/apis/core/validation/validation.go, ValidateVolumes, validateVolumeSource, ValidateVolumeMounts (1.35). A volume
// without a source is an emptyDir by defaulting.

import { codes } from '../../../diagnostics/index.js';
import { DNS_LABEL, DNS_SUBDOMAIN, nameProblem } from '../../model/names.js';
import type { Plain } from '../../emit/tree.js';
import { at, isTrue, listAt, objectAt, textAt } from '../plain.js';
import { quantityOf } from './resources.js';
import { eachItem, within } from './rule.js';
import type { ContainerView, Fail, PodRule, PodView } from './rule.js';

const hostPathTypes = new Set(['', 'DirectoryOrCreate', 'Directory', 'FileOrCreate', 'File', 'Socket', 'CharDevice', 'BlockDevice']);
const maxMode = 0o777;

export const volumes: PodRule = {
  code: codes.DEP6204,
  check: (pod, fail) => {
    eachItem(pod.spec, pod.pointer, 'volumes', (volume, pointer) => checkVolume(volume, pointer, fail));
    for (const container of pod.containers) checkMounts(container, pod, fail);
  },
};

function checkVolume(volume: Plain, pointer: string, fail: Fail): void {
  const problem = nameProblem(textAt(volume, 'name') ?? '', DNS_LABEL);
  if (problem !== undefined) fail(`${pointer}/name`, `is no name for a volume: ${problem}`);
  const sources = Object.keys(objectAt(volume) ?? {}).filter((field) => field !== 'name');
  if (sources.length > 1) fail(pointer, `must have one source, found ${sources.map((one) => `\`${one}\``).join(' and ')}`);
  checkKeyed(volume, pointer, 'configMap', 'name', fail);
  checkKeyed(volume, pointer, 'secret', 'secretName', fail);
  const claim = textAt(volume, 'persistentVolumeClaim', 'claimName');
  if (claim !== undefined && nameProblem(claim, DNS_SUBDOMAIN) !== undefined) fail(`${pointer}/persistentVolumeClaim/claimName`, 'is no name of a claim');
  const limit = quantityOf(at(volume, 'emptyDir', 'sizeLimit'));
  if (limit !== undefined && limit.milli < 0n) fail(`${pointer}/emptyDir/sizeLimit`, 'must not be negative');
  const medium = textAt(volume, 'emptyDir', 'medium') ?? '';
  if (medium !== '' && medium !== 'Memory' && !medium.startsWith('HugePages')) fail(`${pointer}/emptyDir/medium`, 'must be `Memory` or absent');
  checkPaths(volume, pointer, fail);
}

function checkKeyed(volume: Plain, pointer: string, source: 'configMap' | 'secret', field: string, fail: Fail): void {
  const keyed = objectAt(volume, source);
  if (keyed === undefined) return;
  if ((textAt(keyed, field) ?? '') === '') fail(`${pointer}/${source}`, `needs a \`${field}\``);
  within(keyed, `${pointer}/${source}`, 'defaultMode', 0, maxMode, fail);
  const paths = new Set<string>();
  eachItem(keyed, `${pointer}/${source}`, 'items', (item, place) => {
    within(item, place, 'mode', 0, maxMode, fail);
    if ((textAt(item, 'key') ?? '') === '') fail(`${place}/key`, 'must not be empty');
    const path = textAt(item, 'path') ?? '';
    checkRelative(path, `${place}/path`, fail);
    if (paths.has(path)) fail(`${place}/path`, 'is used twice in the volume');
    paths.add(path);
  });
}

function checkPaths(volume: Plain, pointer: string, fail: Fail): void {
  const host = objectAt(volume, 'hostPath');
  if (host !== undefined) {
    const path = textAt(host, 'path') ?? '';
    if (path === '') fail(`${pointer}/hostPath/path`, 'must not be empty');
    else if (path.split('/').includes('..')) fail(`${pointer}/hostPath/path`, 'must not contain `..`');
    if (!hostPathTypes.has(textAt(host, 'type') ?? '')) fail(`${pointer}/hostPath/type`, `must be one of ${[...hostPathTypes].slice(1).map((one) => `\`${one}\``).join(', ')}`);
  }
  const nfs = objectAt(volume, 'nfs');
  if (nfs === undefined) return;
  if ((textAt(nfs, 'server') ?? '') === '') fail(`${pointer}/nfs/server`, 'must not be empty');
  if (!(textAt(nfs, 'path') ?? '').startsWith('/')) fail(`${pointer}/nfs/path`, 'must be an absolute path');
}

/** validateLocalNonReservedPath: relative, nothing of it `..`, and not starting with `..` at all. */
function checkRelative(path: string, pointer: string, fail: Fail): void {
  if (path === '') fail(pointer, 'must not be empty');
  else if (path.startsWith('/')) fail(pointer, 'must be a relative path');
  else if (path.split('/').includes('..') || path.startsWith('..')) fail(pointer, 'must not contain `..` or begin with it');
}

function checkMounts({ value, pointer }: ContainerView, pod: PodView, fail: Fail): void {
  const paths = new Set<string>();
  eachItem(value, pointer, 'volumeMounts', (mount, place) => {
    const name = textAt(mount, 'name') ?? '';
    const known = pod.volumes.has(name) || pod.claimTemplates.has(name);
    if (!known) fail(`${place}/name`, `names no volume of the pod, found \`${name}\``);
    const path = textAt(mount, 'mountPath') ?? '';
    if (path === '') fail(`${place}/mountPath`, 'must not be empty');
    paths.add(path);
    checkMountDetails(mount, place, isTrue(value, 'securityContext', 'privileged'), fail);
  });
  const devices = listAt(value, 'volumeDevices').map((device) => textAt(device, 'devicePath') ?? '');
  for (const [index, path] of devices.entries()) {
    if (paths.has(path)) fail(`${pointer}/volumeDevices/${index}/devicePath`, 'is the path of a mount, too');
  }
}

function checkMountDetails(mount: Plain, place: string, privileged: boolean, fail: Fail): void {
  const subPath = textAt(mount, 'subPath') ?? '';
  const expression = textAt(mount, 'subPathExpr') ?? '';
  for (const [field, path] of [['subPath', subPath], ['subPathExpr', expression]] as const) {
    if (path.startsWith('/')) fail(`${place}/${field}`, 'must be a relative path');
    else if (path.split('/').includes('..')) fail(`${place}/${field}`, 'must not contain `..`');
  }
  if (subPath !== '' && expression !== '') fail(`${place}/subPathExpr`, 'must not stand beside `subPath`');
  const propagation = textAt(mount, 'mountPropagation');
  if (propagation === 'Bidirectional' && !privileged) fail(`${place}/mountPropagation`, 'must not be `Bidirectional`: only a privileged container may do that');
  const recursive = textAt(mount, 'recursiveReadOnly') ?? 'Disabled';
  if (recursive !== 'Disabled' && at(mount, 'readOnly') !== true) fail(`${place}/recursiveReadOnly`, 'needs `readOnly: true`');
}
