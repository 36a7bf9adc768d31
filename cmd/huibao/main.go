// Command huibao issues, reads, checks and consolidates the returns of a city's
// 民生实事 plan, and puts out the workbook and the bulletin (interfaces.md).
//
// Exit status: 0 clean; 1 an open error in a version that counts, a file rejected or
// unrecognised, or a signed text with other figures than its edition's; 2 the command could
// not do its work.
package main

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"

	"github.com/urfave/cli/v2"

	"huibao/batch"
)

// version is set by the linker in a release.
var version = "0.1.0"

// Exit statuses.
const (
	exitClean  = 0
	exitErrors = 1
	exitFailed = 2
)

// errFindings says that the command did its work and found errors in what was
// handed in: exit status 1, nothing more to print.
var errFindings = errors.New("findings")

// errStopped says that the person at the machine stopped the command.
var errStopped = errors.New("已按要求停止；已完成的部分已经保存，再次运行即可继续")

func main() {
	holdMemory()
	os.Exit(run(os.Args))
}

// run is main without the exit, for scripts.
func run(args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	app := newApp()
	err := app.RunContext(ctx, reorder(app, args))
	switch {
	case err == nil:
		return exitClean
	case errors.Is(err, errFindings):
		return exitErrors
	case errors.Is(err, context.Canceled):
		err = errStopped
	}
	var told toldError
	w := wrong{err: inChinese(err, nil), json: slices.Contains(args, "--json") && !errors.As(err, &told), exit: exitFailed}
	var unlike *batch.UnlikeError
	if errors.As(err, &unlike) {
		w.exit, w.differences = exitErrors, unlike.Differences
	}
	tell(w)
	return w.exit
}

// newApp is the list of commands.
func newApp() *cli.App {
	translateHelp()
	app := &cli.App{
		Name:                   "huibao",
		Usage:                  "民生实事汇报：下发报表、审核回表、汇总成册",
		Version:                version,
		EnableBashCompletion:   true,
		UseShortOptionHandling: true,
		Flags:                  append(globalFlags(), cli.HelpFlag), // the library adds it only beside its own command help
		Commands: []*cli.Command{
			demoCommand(), initCommand(), planCommand(), readyCommand(), issueCommand(), splitCommand(), mergeCommand(), checkCommand(), matchCommand(), runCommand(),
			statusCommand(), receiptCommand(), traceCommand(), acceptCommand(), refuseCommand(), preferCommand(), leaveOutCommand(), waiveCommand(), undoCommand(), lockCommand(), unlockCommand(), issuedCommand(), historyCommand(), reportCommand(), compareCommand(), ledgerCommand(), peopleCommand(), settingsCommand(), serveCommand(), workCommand(), cellsCommand(), completionCommand(), helpCommand(),
		},
		Description: "第一次使用：huibao demo 会在示例上走完全过程，并说明结果放在哪里。\n" +
			"把一个或几个报表文件直接拖到程序图标上，等同于 huibao check。",
		Action:         checkDropped,
		ExitErrHandler: func(*cli.Context, error) {},
	}
	app.OnUsageError = misused
	for _, c := range app.Commands {
		c.OnUsageError = misused
		c.Flags = ownFirst(c.Flags)
		requireFlags(c)
		if len(c.Subcommands) > 0 {
			c.HideHelpCommand, c.Action, c.Flags = true, oneOf, ownFirst(commonFlags())
		}
		for _, sub := range c.Subcommands {
			sub.OnUsageError = misused
			sub.Flags = ownFirst(sub.Flags)
			requireFlags(sub)
		}
	}
	return app
}

// oneOf is a command that only has commands below it: it lists them, or says that there
// is none of the name given. The list is no document: --json asks for the name.
func oneOf(c *cli.Context) error {
	if name := c.Args().First(); name != "" {
		return unknownCommand(c.Command.Name+" "+name, name, c.Command.Subcommands)
	}
	if on(c, "json") {
		var names []string
		for _, sub := range c.Command.Subcommands {
			names = append(names, sub.Name)
		}
		return usage("%s 后面缺少命令（%s）", c.Command.Name, strings.Join(names, "、"))
	}
	return cli.ShowSubcommandHelp(c)
}
