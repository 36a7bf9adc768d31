package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"

	ptext "github.com/jedib0t/go-pretty/v6/text"
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
   {{wrap (fitted .Description) 3}}
{{end}}{{if .VisibleFlags}}
选项：{{range $i, $o := .VisibleFlags}}
   {{$o}}{{end}}{{range .Flags}}{{if eq (index .Names 0) "limit-file"}}
   读取一个文件的各项上限（--limit-…）见 huibao help limits{{end}}{{end}}
{{end}}`
	cli.SubcommandHelpTemplate = `{{.HelpName}} - {{.Usage}}

用法：
   {{.HelpName}} 命令 [选项]
{{if .Description}}
说明与例子：
   {{wrap (fitted .Description) 3}}
{{end}}
命令：{{range .VisibleCommands}}
   {{join .Names ", "}}{{"\t"}}{{.Usage}}{{end}}
`
	cli.HelpPrinter = func(w io.Writer, templ string, data any) {
		cli.HelpPrinterCustom(w, templ, data, map[string]any{"fitted": fitted})
	}
	cli.FlagStringer = flagLine
	cli.HelpFlag = &cli.BoolFlag{Name: "help", Aliases: []string{"h"}, Usage: "显示帮助"}
	cli.VersionFlag = &cli.BoolFlag{Name: "version", Aliases: []string{"v"}, Usage: "显示版本"}
}

// Columns of the help: where an option's explanation begins, and where lines end.
const (
	explainAt = 25
	helpWidth = 76 // of 80, less the indent
)

// flagLine is an option in the help: its names with what follows, and what it does. The
// library's own says “(default: false)” in English, and takes a Chinese character for as
// narrow as a Latin one.
func flagLine(f cli.Flag) string {
	df, ok := f.(cli.DocGenerationFlag)
	if !ok {
		return ""
	}
	what := df.GetUsage()
	value := ""
	if before, rest, ok := strings.Cut(what, "`"); ok {
		if name, after, ok := strings.Cut(rest, "`"); ok {
			value, what = " "+name, before+name+after
		}
	}
	names := slices.Clone(df.Names())
	for i, n := range names {
		names[i] = strings.Repeat("-", min(2, len([]rune(n)))) + n
	}
	if s := df.GetDefaultText(); df.TakesValue() && !slices.Contains([]string{"", "0", `""`}, s) {
		what += "（缺省 " + strings.Trim(s, `"`) + "）"
	}
	left := strings.Join(names, ", ") + value
	gap := "\n   " + strings.Repeat(" ", explainAt)
	if w := ptext.StringWidthWithoutEscSequences(left); w < explainAt-1 {
		left += strings.Repeat(" ", explainAt-w)
	} else {
		left += gap
	}
	return left + strings.Join(wrap(what, helpWidth-explainAt), gap)
}

// fitted is a description in lines that a terminal of 80 cells takes with the indent of the help.
// What stands behind an example goes on a line of its own where both are too long.
func fitted(text string) string {
	const room = 77
	var list []string
	for _, line := range strings.Split(text, "\n") {
		words := strings.TrimLeft(line, " ")
		indent := line[:len(line)-len(words)]
		if ptext.StringWidthWithoutEscSequences(line) > room && indent != "" {
			if example, what, ok := strings.Cut(words, "   "); ok {
				list = append(list, indent+example)
				words, indent = strings.TrimLeft(what, " "), indent+"    "
			}
		}
		for _, part := range wrap(words, room-len(indent)) {
			list = append(list, indent+part)
		}
	}
	return strings.Join(list, "\n")
}

// everyCommands are the names of the options that every command takes.
var everyCommands = sync.OnceValue(func() map[string]bool {
	names := map[string]bool{}
	for _, f := range commonFlags() {
		names[f.Names()[0]] = true
	}
	return names
})

// ownFirst puts a command's own options in front of those that every command takes. It asks each for
// its names once: the library takes longer to tell them than all else at the start of a command.
func ownFirst(flags []cli.Flag) []cli.Flag {
	var own, common []cli.Flag
	for _, f := range flags {
		if everyCommands()[f.Names()[0]] {
			common = append(common, f)
		} else {
			own = append(own, f)
		}
	}
	return append(own, common...)
}

// helpCommand explains a command, or lists them.
func helpCommand() *cli.Command {
	return &cli.Command{
		Name: "help", Aliases: []string{"h"}, Usage: "列出命令，或说明一个命令", ArgsUsage: "[命令]",
		Action: func(c *cli.Context) error {
			if name := c.Args().First(); name == "limits" {
				explainLimits(c)
				return nil
			}
			list := c.App.Commands
			var path []string
			for _, name := range c.Args().Slice() {
				sub := findCommand(list, name)
				if sub == nil {
					return unknownCommand(strings.Join(append(path, name), " "), name, list)
				}
				path, list = append(path, name), sub.Subcommands
			}
			if len(path) == 0 {
				return cli.ShowAppHelp(c)
			}
			return c.App.RunContext(c.Context, append(append([]string{c.App.Name}, path...), "--help"))
		},
	}
}

// explainLimits lists the bounds of what is read from one file.
func explainLimits(c *cli.Context) {
	fmt.Fprintln(c.App.Writer, "读取一个文件的上限：超过的文件不读，并写明是哪一项；确有需要时用这些选项放宽。")
	for _, f := range limitFlags() {
		fmt.Fprintln(c.App.Writer, "   "+flagLine(f))
	}
}
