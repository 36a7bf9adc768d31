package main

import (
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"huibao/internal/regexp"
)

// reorder moves the options of a command before its arguments, since people write
// `trace 3.2 --period 2024-06` and urfave/cli v2 stops at the first argument. What
// follows "--" is left alone.
func reorder(app *cli.App, args []string) []string {
	if len(args) == 0 {
		return args
	}
	if asked := explained(app, args); asked != nil {
		return asked
	}
	out := args[:1:1]
	flags, commands := app.Flags, app.Commands
	rest := args[1:]
	for {
		options, arguments, tail := split(flags, rest, commands)
		out = append(out, options...)
		if len(arguments) == 0 {
			return append(out, tail...)
		}
		sub := findCommand(commands, arguments[0])
		if sub == nil {
			return append(append(out, arguments...), tail...)
		}
		out = append(out, arguments[0])
		rest = append(arguments[1:len(arguments):len(arguments)], tail...)
		flags, commands = sub.Flags, sub.Subcommands
	}
}

// split parts options (with their values) from arguments. Where there are commands
// it stops at the first argument, which is one.
func split(flags []cli.Flag, args []string, commands []*cli.Command) (options, arguments, tail []string) {
	for i := 0; i < len(args); i++ {
		a := args[i]
		switch {
		case a == "--":
			tail, i = args[i:], len(args)
		case len(a) > 1 && a[0] == '-':
			options = append(options, a)
			if takesValue(flags, a) && i+1 < len(args) {
				i++
				options = append(options, args[i])
			}
		case len(commands) > 0:
			return options, append(arguments, args[i:]...), nil
		default:
			arguments = append(arguments, a)
		}
	}
	return options, arguments, tail
}

// explained asks a command for its help and for nothing else, where one of the words before "--"
// does: wherever it stands, in the place of an option's value too, since nobody means it for one.
// It is nil where no word asks.
func explained(app *cli.App, args []string) []string {
	path, asked := args[:1:1], false
	flags, commands := app.Flags, app.Commands
	for i := 1; i < len(args) && args[i] != "--"; i++ {
		switch a := args[i]; {
		case a == "--"+completionFlag:
			return nil
		case len(a) > 1 && a[0] == '-':
			asked = asked || asksHelp(flags, a)
			if takesValue(flags, a) && i+1 < len(args) && !saysHelp(args[i+1]) {
				i++
			}
		default:
			sub := findCommand(commands, a)
			if commands = nil; sub != nil {
				path, flags, commands = append(path, a), sub.Flags, sub.Subcommands
			}
		}
	}
	if !asked {
		return nil
	}
	return append(path, "--help")
}

// completionFlag is what a shell adds to ask for what may follow.
const completionFlag = "generate-bash-completion"

// saysHelp reports whether a word is --help or -h.
func saysHelp(word string) bool {
	return strings.HasPrefix(word, "-") && slices.Contains(cli.HelpFlag.Names(), strings.TrimLeft(word, "-"))
}

// asksHelp reports whether an option is --help, or several short ones with -h among them.
func asksHelp(flags []cli.Flag, option string) bool {
	if saysHelp(option) {
		return true
	}
	name := strings.TrimLeft(option, "-")
	if strings.HasPrefix(option, "--") || !strings.Contains(name, "h") {
		return false
	}
	for _, short := range strings.Split(strings.ReplaceAll(name, "h", ""), "") {
		if !slices.ContainsFunc(flags, func(f cli.Flag) bool { return slices.Contains(f.Names(), short) }) {
			return false
		}
	}
	return true
}

func takesValue(flags []cli.Flag, option string) bool {
	name, _, has := strings.Cut(strings.TrimLeft(option, "-"), "=")
	if has {
		return false
	}
	for _, f := range flags {
		for _, n := range f.Names() {
			if n == name {
				doc, ok := f.(cli.DocGenerationFlag)
				return ok && doc.TakesValue()
			}
		}
	}
	return false
}

func findCommand(list []*cli.Command, name string) *cli.Command {
	for _, c := range list {
		if c.HasName(name) {
			return c
		}
	}
	return nil
}

// complaints are what the library says of options, and how it is said here.
var complaints = []struct {
	of   *regexp.Regexp
	text string
}{
	{regexp.MustCompile(`^flag provided but not defined: -(.*)$`), "没有“--$1”这个选项"},
	{regexp.MustCompile(`^flag needs an argument: -(.*)$`), "选项“--$1”后面缺少内容"},
	{regexp.MustCompile(`^invalid (?:boolean )?value "(.*)" for (?:flag )?-(\S+): .*$`), "选项“--$2”的值“$1”无法识别"},
	{regexp.MustCompile(`^bad flag syntax: (.*)$`), "选项“$1”的写法有误"},
}

// misused says in Chinese what is wrong with the options of a command.
func misused(c *cli.Context, err error, _ bool) error {
	return inChinese(err, c.Command.VisibleFlags())
}

// inChinese puts what the library complains of into words, with the option that may have
// been meant; other errors stay.
func inChinese(err error, flags []cli.Flag) error {
	for _, c := range complaints {
		m := c.of.FindStringSubmatch(err.Error())
		if m == nil {
			continue
		}
		said := c.of.ReplaceAllString(err.Error(), c.text)
		if strings.HasPrefix(said, "没有") {
			said += meantOption(m[1], flags)
		}
		return usage("%s", said)
	}
	return err
}

func meantOption(typed string, flags []cli.Flag) string {
	var names []string
	for _, f := range flags {
		names = append(names, f.Names()...)
	}
	return didYouMean(strings.TrimLeft(typed, "-"), "--", names)
}

// requireFlags has a command complain itself of an option that it can't do without: the
// library prints the whole help for it, under --json too.
func requireFlags(c *cli.Command) {
	var needed []*cli.StringFlag
	for _, f := range c.Flags {
		if sf, ok := f.(*cli.StringFlag); ok && sf.Required {
			sf.Required = false
			needed = append(needed, sf)
		}
	}
	if len(needed) == 0 {
		return
	}
	c.Before = func(ctx *cli.Context) error {
		for _, f := range needed {
			if !ctx.IsSet(f.Name) {
				return usage("缺少选项“--%s”（%s）", f.Name, strings.ReplaceAll(f.Usage, "`", ""))
			}
		}
		return nil
	}
}
