// Command huibao issues, reads, checks and consolidates the returns of a city's
// 民生实事 plan, and puts out the workbook and the bulletin (interfaces.md).
//
// Exit status: 0 clean; 1 an open error in a version that counts, or a file
// rejected or unrecognised; 2 the command could not do its work.
package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/urfave/cli/v2"

	"huibao/internal/fault"
	"huibao/internal/mask"
	"huibao/internal/quote"
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

func main() { os.Exit(run(os.Args)) }

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
		fmt.Fprintln(os.Stderr, "已按要求停止；已完成的部分已经保存，再次运行即可继续。")
		return exitFailed
	}
	err = inChinese(err)
	fmt.Fprintln(os.Stderr, quote.Visible(mask.Text("错误："+fault.Text(err))))
	if hint := remedy(err); hint != "" {
		fmt.Fprintln(os.Stderr, hint)
	}
	if !fault.Known(err) {
		fmt.Fprintln(os.Stderr, mask.Text("报告这个问题时请附上："+err.Error()))
	}
	return exitFailed
}

// remedy says what to do about an error of the system.
func remedy(err error) string {
	switch {
	case errors.Is(err, syscall.ENOSPC), strings.Contains(err.Error(), "disk is full"):
		return "磁盘已满：请腾出空间后再运行一次。收到的文件和上次的结果都还在，没有写坏。"
	case errors.Is(err, syscall.EROFS), errors.Is(err, fs.ErrPermission):
		return "没有写入或读取的权限：请检查文件夹是否只读、是否属于别的用户，或换一个文件夹。"
	case errors.Is(err, syscall.EIO):
		return "磁盘读写出错：请检查磁盘（或网络盘的连接）后再运行一次。"
	}
	return ""
}

// newApp is the list of commands.
func newApp() *cli.App {
	translateHelp()
	app := &cli.App{
		Name:                   "huibao",
		Usage:                  "民生实事汇报：下发报表、审核回表、汇总成册",
		Version:                version,
		HideHelpCommand:        false,
		EnableBashCompletion:   true,
		UseShortOptionHandling: true,
		Flags:                  globalFlags(),
		Commands: []*cli.Command{
			demoCommand(), initCommand(), planCommand(), issueCommand(), splitCommand(), mergeCommand(), checkCommand(), runCommand(),
			statusCommand(), receiptCommand(), traceCommand(), acceptCommand(), refuseCommand(), preferCommand(), leaveOutCommand(), waiveCommand(), undoCommand(), lockCommand(), unlockCommand(), issuedCommand(), historyCommand(), reportCommand(), compareCommand(), ledgerCommand(), peopleCommand(), serveCommand(), cellsCommand(), completionCommand(),
		},
		Description: "第一次使用：huibao demo 会在示例上走完全过程，并说明结果放在哪里。\n" +
			"把一个或几个报表文件直接拖到程序图标上，等同于 huibao check。",
		Action:         checkDropped,
		ExitErrHandler: func(*cli.Context, error) {},
	}
	app.OnUsageError = misused
	for _, c := range app.Commands {
		c.OnUsageError = misused
		for _, sub := range c.Subcommands {
			sub.OnUsageError = misused
		}
	}
	return app
}
