// DEP5xxx: what a stack or a target cannot express. 500x the folder, 501x manifests and lockfiles, 502x the runtime's
// version, 503x the start command, 504x secrets of a build, 505x stages written out.

import { defineCodes } from './define.js';

/** A folder in a sentence. */
function place(folder: string): string {
  return folder === '.' ? 'the project folder' : `the folder \`${folder}\``;
}

export const targetCodes = defineCodes({
  DEP5001: {
    name: 'no-stack-found', severity: 'error', since: '0.1',
    message: ({ folder }: { folder: string }) => `no stack fits ${place(folder)}`,
  },
  DEP5002: {
    name: 'build-folder-missing', severity: 'error', since: '0.1',
    message: ({ folder, file }: { folder: string; file: boolean }) => (file ? `\`${folder}\` is a file, not a folder` : `there is no folder \`${folder}\` in the project`),
  },
  DEP5003: {
    name: 'outside-the-project', severity: 'error', since: '0.1',
    message: ({ path, of }: { path: string; of: 'project' | 'build' }) => `\`${path}\` lies outside the ${of === 'project' ? 'project folder' : 'folder that is built'}`,
  },
  DEP5005: {
    name: 'unknown-stack-version', severity: 'error', since: '0.1',
    message: ({ stack, version }: { stack: string; version: string }) => `\`${version}\` is not a version of ${stack} that deployc has an image for`,
  },
  DEP5010: {
    name: 'project-file-not-json', severity: 'error', since: '0.1',
    message: ({ file, line, column }: { file: string; line: number; column: number }) => `\`${file}\` is not valid JSON at line ${line}, column ${column}`,
  },
  DEP5011: {
    name: 'project-file-wrong-shape', severity: 'error', since: '0.1',
    message: ({ file, field, wanted }: { file: string; field: string; wanted: string }) => `${field === '' ? `\`${file}\`` : `\`${field}\` in \`${file}\``} is not ${wanted}`,
  },
  DEP5012: {
    name: 'lockfile-missing', severity: 'error', since: '0.1',
    message: ({ folder }: { folder: string }) => `${place(folder)} has dependencies but no lockfile`,
  },
  DEP5013: {
    name: 'several-lockfiles', severity: 'error', since: '0.1',
    message: ({ files }: { files: readonly string[] }) => `the folder has lockfiles of several package managers: ${files.map((file) => `\`${file}\``).join(', ')}`,
  },
  DEP5014: {
    name: 'package-manager-not-supported', severity: 'error', since: '0.1',
    message: ({ manager, evidence }: { manager: string; evidence: string }) => `the folder uses ${manager} (${evidence}), and deployc builds Node images with npm only`,
  },
  DEP5015: {
    name: 'lockfile-out-of-date', severity: 'error', since: '0.1',
    message: ({ lockfile }: { lockfile: string }) => `\`${lockfile}\` does not match \`package.json\``,
  },
  DEP5016: {
    name: 'workspaces-not-supported', severity: 'error', since: '0.1',
    message: ({ file }: { file: string }) => `\`${file}\` declares npm workspaces, which deployc cannot build yet`,
  },
  DEP5017: {
    name: 'dependency-outside-the-folder', severity: 'error', since: '0.1',
    message: ({ name, path }: { name: string; path: string }) => `the dependency \`${name}\` comes from \`${path}\`, outside the folder that is built`,
  },
  DEP5018: {
    name: 'local-dependency-missing', severity: 'error', since: '0.1',
    message: ({ name, path }: { name: string; path: string }) => `the dependency \`${name}\` comes from \`${path}\`, and there is no such file or folder`,
  },
  DEP5020: {
    name: 'runtime-version-unreadable', severity: 'error', since: '0.1',
    message: ({ source, text }: { source: string; text: string }) => `${source} says \`${text}\`, which is not a Node version`,
  },
  DEP5021: {
    name: 'runtime-version-not-available', severity: 'error', since: '0.1',
    message: ({ source, text }: { source: string; text: string }) => `${source} asks for Node \`${text}\`, and deployc has no image for it`,
  },
  DEP5022: {
    name: 'runtime-version-ended', severity: 'warning', since: '0.1',
    message: ({ version, ended }: { version: string; ended: string }) => `Node ${version} gets no security fixes since ${ended}`,
  },
  DEP5023: {
    name: 'runtime-versions-differ', severity: 'warning', since: '0.1',
    message: ({ chosen, by, other, text }: { chosen: string; by: string; other: string; text: string }) => `Node ${chosen} from ${by} is not what ${other} asks for: \`${text}\``,
  },
  DEP5030: {
    name: 'start-command-missing', severity: 'error', since: '0.1',
    message: ({ folder }: { folder: string }) => `nothing in ${place(folder)} says how the program is started`,
  },
  DEP5031: {
    name: 'start-needs-a-shell', severity: 'warning', since: '0.1',
    message: ({ script, syntax }: { script: string; syntax: string }) => `the start script \`${script}\` needs a shell for ${syntax}`,
  },
  DEP5032: {
    name: 'start-uses-a-development-tool', severity: 'error', since: '0.1',
    message: ({ program, provider }: { program: string; provider: string }) => `the start command runs \`${program}\`${provider === program ? '' : ` of \`${provider}\``}, which is a development dependency and not in the image`,
  },
  DEP5033: {
    name: 'start-program-unknown', severity: 'error', since: '0.1',
    message: ({ program }: { program: string }) => `the start command runs \`${program}\`, which no dependency provides`,
  },
  DEP5034: {
    name: 'start-file-missing', severity: 'error', since: '0.1',
    message: ({ file, source }: { file: string; source: string }) => `${source} starts \`${file}\`, and there is no such file`,
  },
  DEP5035: {
    name: 'start-hook-not-run', severity: 'warning', since: '0.1',
    message: ({ script }: { script: string }) => `the script \`${script}\` in \`package.json\` is not run in the image`,
  },
  DEP5036: {
    name: 'script-missing', severity: 'error', since: '0.1',
    message: ({ script, name }: { script: string; name: string }) => `the start script \`${script}\` runs the script \`${name}\`, and \`package.json\` has no such script`,
  },
  DEP5037: {
    name: 'script-cycle', severity: 'error', since: '0.1',
    message: ({ scripts }: { scripts: readonly string[] }) => `the scripts of \`package.json\` run each other without end: ${scripts.map((one) => `\`${one}\``).join(' -> ')}`,
  },
  DEP5040: {
    name: 'token-in-npmrc', severity: 'error', since: '0.1',
    message: ({ key, line }: { key: string; line: number }) => `\`.npmrc\` holds a password in plain text (\`${key}\`, line ${line})`,
  },
  DEP5041: {
    name: 'npmrc-secret-missing', severity: 'error', since: '0.1',
    message: ({ variable }: { variable: string }) => `\`.npmrc\` reads \`${variable}\`, and the build has no secret of that name`,
  },
  DEP5050: {
    name: 'bad-stage-name', severity: 'error', since: '0.1',
    message: ({ name, reserved }: { name: string; reserved: boolean }) => (reserved ? `a stage cannot be called \`${name}\`: the word means something else in a Dockerfile` : `\`${name}\` is not a name for a stage`),
  },
  DEP5052: {
    name: 'unknown-stage', severity: 'error', since: '0.1',
    message: ({ name }: { name: string }) => `there is no stage called \`${name}\``,
  },
  DEP5053: {
    name: 'stage-comes-later', severity: 'error', since: '0.1',
    message: ({ name, own }: { name: string; own: boolean }) => (own ? `the stage \`${name}\` cannot use itself` : `the stage \`${name}\` is declared further down`),
  },
  DEP5054: {
    name: 'stage-not-used', severity: 'error', since: '0.1',
    message: ({ name }: { name: string }) => `nothing uses the stage \`${name}\``,
  },
  DEP5055: {
    name: 'copy-without-workdir', severity: 'error', since: '0.1',
    message: ({ to }: { to: string }) => `\`${to}\` is a relative path, and the stage has no \`workdir\` before it`,
  },
  DEP5056: {
    name: 'copy-source-missing', severity: 'error', since: '0.1',
    message: ({ path, folder }: { path: string; folder: string }) => `there is no \`${path}\` in ${place(folder)}`,
  },
  DEP5057: {
    name: 'copy-source-ignored', severity: 'error', since: '0.1',
    message: ({ path, pattern }: { path: string; pattern: string }) => `\`${path}\` is not sent to the builder: the pattern \`${pattern}\` leaves it out`,
  },
  DEP5059: {
    name: 'image-runs-as-root', severity: 'info', since: '0.1',
    message: ({ stage }: { stage: string }) => `the stage \`${stage}\` ends as root`,
  },
  DEP5060: {
    name: 'relative-workdir', severity: 'error', since: '0.1',
    message: ({ path }: { path: string }) => `\`${path}\` is a relative path, and a \`workdir\` starts with \`/\``,
  },
  DEP5061: {
    name: 'unknown-build-secret', severity: 'error', since: '0.1',
    message: ({ name }: { name: string }) => `the build has no secret called \`${name}\``,
  },
  DEP5062: {
    name: 'build-secret-not-used', severity: 'warning', since: '0.1',
    message: ({ name }: { name: string }) => `no step of the build reads the secret \`${name}\``,
  },
  DEP5063: {
    name: 'build-without-stages', severity: 'error', since: '0.1',
    message: () => 'the build has no stage',
  },
  DEP5064: {
    name: 'relative-mount', severity: 'error', since: '0.1',
    message: ({ path }: { path: string }) => `\`${path}\` is a relative path, and a cache or secret stands at a path that starts with \`/\``,
  },
  DEP5065: {
    name: 'bad-ignore-pattern', severity: 'error', since: '0.1',
    message: ({ file, line, pattern }: { file: string; line: number; pattern: string }) => `line ${line} of \`${file}\` is not a pattern: \`${pattern}\``,
  },
  DEP5066: {
    name: 'line-break-in-the-image', severity: 'error', since: '0.1',
    message: ({ key, word }: { key: string; word: 'env' | 'label' }) => `the value of \`${key}\` has several lines, and ${word === 'env' ? 'a variable' : 'a label'} of an image has one`,
  },
});
