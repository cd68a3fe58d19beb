// Completion scripts for bash, zsh and fish, written from the command table. Text only.

import type { ArgumentSpec, CommandSpec, FlagSpec } from './commands-table.js';

/** The script of `shell`; the parser of the command line lets only known shells through. */
export function completionScript(shell: string, commands: readonly CommandSpec[]): string {
  switch (shell) {
    case 'bash':
      return bash(commands);
    case 'zsh':
      return zsh(commands);
    case 'fish':
      return fish(commands);
    default:
      throw new Error(`no completion for ${shell}`);
  }
}

function flagWords(spec: CommandSpec): readonly string[] {
  return [...spec.flags.flatMap((flag) => (flag.char === undefined ? [`--${flag.name}`] : [`--${flag.name}`, `-${flag.char}`])), '--help'];
}

function spellings(flag: FlagSpec): readonly string[] {
  return flag.char === undefined ? [`--${flag.name}`] : [`--${flag.name}`, `-${flag.char}`];
}

// ---- bash

function bash(commands: readonly CommandSpec[]): string {
  return `# bash completion for deployc; use: source <(deployc completion bash)
_deployc_files() {
  local line
  COMPREPLY=()
  while IFS= read -r line; do
    if [[ -d $line ]]; then COMPREPLY+=("$line/"); elif [[ -z $1 || $line == *$1 ]]; then COMPREPLY+=("$line"); fi
  done < <(compgen -f -- "$cur")
  compopt -o filenames -o nospace 2>/dev/null
  if [[ \${#COMPREPLY[@]} -eq 1 && \${COMPREPLY[0]} != */ ]]; then compopt +o nospace 2>/dev/null; fi
}

_deployc_words() {
  COMPREPLY=($(compgen -W "$1" -- "$cur"))
}

_deployc() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} command=\${COMP_WORDS[1]}
  COMPREPLY=()
  if [[ $COMP_CWORD -eq 1 ]]; then
    _deployc_words "${[...commands.map((spec) => spec.name), 'help', '--help', '--version'].join(' ')}"
    return
  fi
  # \`--flag=value\` arrives as three words
  if [[ $cur == "=" ]]; then cur=""; elif [[ $prev == "=" ]]; then prev=\${COMP_WORDS[COMP_CWORD-2]}; fi
  case "$command" in
${commands.map(bashCommand).join('\n')}
    help) _deployc_words "${commands.map((spec) => spec.name).join(' ')}" ;;
  esac
}

complete -F _deployc deployc
`;
}

function bashCommand(spec: CommandSpec): string {
  const values = spec.flags.filter((flag) => flag.kind === 'text');
  const cases = values.map((flag) => `        ${spellings(flag).join('|')}) ${bashValue(flag)}; return ;;\n`).join('');
  const choose = cases === '' ? '' : `      case "$prev" in\n${cases}      esac\n`;
  return `    ${spec.name})
${choose}      if [[ $cur == -* ]]; then _deployc_words "${flagWords(spec).join(' ')}"; else ${bashArgument(spec.argument)}; fi ;;`;
}

function bashValue(flag: FlagSpec): string {
  if (flag.options !== undefined) return `_deployc_words "${flag.options.join(' ')}"`;
  if (flag.value === 'DIR') return 'compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -d -- "$cur"))';
  if (flag.value === 'FILE') return '_deployc_files .dep';
  return ':';
}

function bashArgument(argument: ArgumentSpec): string {
  if (argument.options !== undefined) return `_deployc_words "${argument.options.join(' ')}"`;
  return argument.kind === 'dep-file' ? '_deployc_files .dep' : '_deployc_files ""';
}

// ---- zsh

function zsh(commands: readonly CommandSpec[]): string {
  const rows = [...commands.map((spec) => `${spec.name}:${spec.summary}`), 'help:show the help of a command'];
  return `#compdef deployc
# zsh completion for deployc; save as _deployc in a folder of $fpath

_deployc() {
  local curcontext="$curcontext" state line
  typeset -A opt_args
  _arguments -C \\
    '(- *)'{-h,--help}'[show help]' \\
    '(- *)--version[show the version]' \\
    '1:command:->command' \\
    '*::argument:->rest'
  case $state in
    command)
      local -a names
      names=(
${rows.map((row) => `        ${quote(row)}`).join('\n')}
      )
      _describe command names ;;
    rest)
      case $words[1] in
${commands.map(zshCommand).join('\n')}
        help) _values command ${commands.map((spec) => spec.name).join(' ')} ;;
      esac ;;
  esac
}

if [[ $funcstack[1] == _deployc ]]; then _deployc "$@"; else compdef _deployc deployc; fi
`;
}

function zshCommand(spec: CommandSpec): string {
  const rows = spec.flags.flatMap((flag) => spellings(flag).map((word) => quote(`${word}[${zshText(flag.summary)}]${zshValue(flag)}`)));
  const argument = quote(`${spec.argument.many ? '*' : '1'}:${zshText(spec.argument.name.toLowerCase())}:${zshAction(spec.argument)}`);
  return `        ${spec.name})\n          _arguments \\\n${[...rows, argument].map((row) => `            ${row}`).join(' \\\n')} ;;`;
}

function zshText(text: string): string {
  return text.replace(/[[\]:]/g, (sign) => `\\${sign}`);
}

function zshValue(flag: FlagSpec): string {
  if (flag.kind === 'boolean') return '';
  const name = (flag.value ?? 'value').toLowerCase();
  if (flag.options !== undefined) return `:${name}:(${flag.options.join(' ')})`;
  if (flag.value === 'DIR') return `:${name}:_files -/`;
  return flag.value === 'FILE' ? `:${name}:_files -g "*.dep"` : `:${name}:`;
}

function zshAction(argument: ArgumentSpec): string {
  if (argument.options !== undefined) return `(${argument.options.join(' ')})`;
  return argument.kind === 'dep-file' ? '_files -g "*.dep"' : '_files';
}

// ---- fish

function fish(commands: readonly CommandSpec[]): string {
  const none = '__fish_use_subcommand';
  const lines = [
    '# fish completion for deployc; save as ~/.config/fish/completions/deployc.fish',
    'complete -c deployc -f',
    ...commands.map((spec) => `complete -c deployc -n ${none} -a ${spec.name} -d ${quote(spec.summary)}`),
    `complete -c deployc -n ${none} -a help -d ${quote('show the help of a command')}`,
    `complete -c deployc -n ${none} -l version -d ${quote('show the version')}`,
    `complete -c deployc -s h -l help -d ${quote('show help')}`,
    `complete -c deployc -n '__fish_seen_subcommand_from help' -a ${quote(commands.map((spec) => spec.name).join(' '))}`,
    ...commands.flatMap(fishCommand),
  ];
  return `${lines.join('\n')}\n`;
}

function fishCommand(spec: CommandSpec): readonly string[] {
  const start = `complete -c deployc -n '__fish_seen_subcommand_from ${spec.name}'`;
  const flags = spec.flags.map((flag) => `${start} -l ${flag.name}${flag.char === undefined ? '' : ` -s ${flag.char}`}${fishValue(flag)} -d ${quote(flag.summary)}`);
  return [...flags, `${start} ${fishArgument(spec.argument)}`];
}

function fishValue(flag: FlagSpec): string {
  if (flag.kind === 'boolean') return '';
  if (flag.options !== undefined) return ` -x -a ${quote(flag.options.join(' '))}`;
  if (flag.value === 'DIR') return " -x -a '(__fish_complete_directories)'";
  return flag.value === 'FILE' ? " -x -a '(__fish_complete_suffix .dep)'" : ' -x';
}

function fishArgument(argument: ArgumentSpec): string {
  if (argument.options !== undefined) return `-a ${quote(argument.options.join(' '))}`;
  return argument.kind === 'dep-file' ? "-k -a '(__fish_complete_suffix .dep)'" : '-F';
}

/** In single quotes, as all three shells take it. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
