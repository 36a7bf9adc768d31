package main

import "github.com/urfave/cli/v2"

// completions are the shell scripts that ask the program itself for what may
// follow.
var completions = map[string]string{
	"bash": `_huibao() {
  local cur words
  cur="${COMP_WORDS[COMP_CWORD]}"
  words=("${COMP_WORDS[@]:0:COMP_CWORD}")
  COMPREPLY=($(compgen -W "$("${words[@]}" --generate-bash-completion 2>/dev/null)" -f -- "$cur"))
}
complete -F _huibao huibao
`,
	"zsh": `#compdef huibao
_huibao() {
  local -a opts
  opts=("${(@f)$(${words[@]:0:#words[@]-1} --generate-bash-completion 2>/dev/null)}")
  _describe 'huibao' opts
  _files
}
compdef _huibao huibao
`,
	"powershell": `Register-ArgumentCompleter -Native -CommandName huibao, huibao.exe -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $words = @($commandAst.CommandElements | ForEach-Object { $_.ToString() })
  if ($wordToComplete -ne '') { $words = @($words[0..($words.Count - 2)]) }
  $rest = @($words | Select-Object -Skip 1)
  & $words[0] @rest --generate-bash-completion 2>$null |
    Where-Object { $_ -like "$wordToComplete*" } |
    ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
}
`,
}

func completionCommand() *cli.Command {
	return &cli.Command{
		Name:      "completion",
		Usage:     "打印命令行自动补全脚本",
		ArgsUsage: "bash|zsh|powershell",
		Description: "例：source <(huibao completion bash)\n" +
			"    huibao completion powershell | Out-String | Invoke-Expression",
		Action: func(c *cli.Context) error {
			script, ok := completions[c.Args().First()]
			if !ok {
				return usage("请写明 bash、zsh 或 powershell")
			}
			_, err := c.App.Writer.Write([]byte(script))
			return err
		},
	}
}
