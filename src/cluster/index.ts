// What the CLI may use of this folder. Import it lazily: it loads a Kubernetes client.

export { runApply } from './apply.js';
export type { ApplyOptions, ApplyResult } from './apply.js';
export { openCluster } from './connect.js';
export type { Cluster, Opened, OpenOptions } from './connect.js';
export type { FieldChange, Shown } from './diff.js';
export { InterruptedError } from './errors.js';
export type { ClusterEvent, OnEvent } from './events.js';
export { exitCodeOf, exitCodes } from './exit.js';
export { nameOf } from './json.js';
export type { ObjectRef } from './json.js';
export type { App } from './members.js';
export { appOf } from './members.js';
export { planApply } from './plan.js';
export type { Action, Change, Plan, PlanOptions } from './plan.js';
export type { SecretPlan, SecretReader } from './secrets.js';
