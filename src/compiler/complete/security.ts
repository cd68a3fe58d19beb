// Secure by default: what a container may do when the file does not loosen it. Known and built images run with their
// numeric user and a read-only root; of an unknown image only the kubelet can tell the user, and it refuses root.

import type { Span } from '../../diagnostics/index.js';
import type { ContainerSecurity } from '../model/app-model.js';
import { byDefault, derived, type Traced } from '../model/origin.js';
import { defaultOf } from '../vocabulary/index.js';

/** What is known about the container's image. */
export interface ImageFacts {
  readonly kind: 'known' | 'built' | 'unknown';
  readonly user?: Traced<number>;
  readonly group?: Traced<number>;
}

/** What the file says. */
export interface SaidSecurity {
  readonly user?: Traced<number>;
  readonly group?: Traced<number>;
  readonly privileged?: Traced<boolean>;
  readonly escalation?: Traced<boolean>;
  readonly capabilities: readonly Traced<string>[];
}

/** The security context of one container. */
export function completeSecurity(said: SaidSecurity, image: ImageFacts, near: Span): ContainerSecurity {
  const user = said.user ?? image.user;
  const group = said.group ?? (said.user === undefined ? image.group : derived(said.user.value, 'the group is the user', said.user));
  const root = user?.value === 0;
  const { rule, reason } = defaultOf('writable');
  const readOnlyRoot = said.privileged !== undefined
    ? derived(false, 'a privileged container can write anywhere', said.privileged)
    : byDefault(image.kind !== 'unknown', rule, image.kind === 'unknown' ? 'nobody knows which folders this image writes to' : reason, near);
  return {
    readOnlyRoot,
    escalation: said.escalation ?? (said.privileged ? derived(true, 'a privileged container may gain privileges', said.privileged) : byDefault(false, 'no-escalation', 'a program has no need to gain rights it did not start with', near)),
    capabilities: said.capabilities,
    nonRoot: root ? derived(false, 'it runs as root', user) : byDefault(true, 'user', defaultOf('user').reason, near),
    ...(user && { user }), ...(group && { group }), ...(said.privileged && { privileged: said.privileged }),
  };
}
