package main

import (
	"github.com/urfave/cli/v2"
)

// translateHelp puts the library's help texts into Chinese.
func translateHelp() {
	cli.AppHelpTemplate = `{{.Name}} - {{.Usage}}

用法：
   {{.HelpName}} [总选项] 命令 [选项] [参数…]
   {{.HelpName}} 报表文件…
{{if .Description}}
说明：
   {{wrap .Description 3}}
{{end}}
命令：{{range .VisibleCategories}}{{range .VisibleCommands}}
   {{join .Names ", "}}{{"\t"}}{{.Usage}}{{end}}{{end}}

总选项：{{range $i, $o := .VisibleFlags}}
   {{$o}}{{end}}

退出码：0 无错误；1 有未解决的错误或被退回的文件；2 未能完成工作
版本：{{.Version}}
`
	cli.CommandHelpTemplate = `{{.HelpName}} - {{.Usage}}

用法：
   {{.HelpName}}{{if .VisibleFlags}} [选项]{{end}}{{if .ArgsUsage}} {{.ArgsUsage}}{{end}}
{{if .Description}}
说明与例子：
   {{wrap .Description 3}}
{{end}}{{if .VisibleFlags}}
选项：{{range $i, $o := .VisibleFlags}}
   {{$o}}{{end}}
{{end}}`
	cli.SubcommandHelpTemplate = `{{.HelpName}} - {{.Usage}}

用法：
   {{.HelpName}} 命令 [选项]
{{if .Description}}
说明与例子：
   {{wrap .Description 3}}
{{end}}
命令：{{range .VisibleCommands}}
   {{join .Names ", "}}{{"\t"}}{{.Usage}}{{end}}
`
	cli.HelpFlag = &cli.BoolFlag{Name: "help", Aliases: []string{"h"}, Usage: "显示帮助"}
	cli.VersionFlag = &cli.BoolFlag{Name: "version", Aliases: []string{"v"}, Usage: "显示版本"}
}

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
}

func completionCommand() *cli.Command {
	return &cli.Command{
		Name:        "completion",
		Usage:       "打印命令行自动补全脚本",
		ArgsUsage:   "bash|zsh",
		Description: "例：source <(huibao completion bash)",
		Action: func(c *cli.Context) error {
			script, ok := completions[c.Args().First()]
			if !ok {
				return usage("请写明 bash 或 zsh")
			}
			_, err := c.App.Writer.Write([]byte(script))
			return err
		},
	}
}
