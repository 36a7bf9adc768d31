package main

import (
	"errors"
	"log/slog"
	"os"
	"runtime"
	"time"

	"github.com/urfave/cli/v2"

	"huibao/batch"
	"huibao/portal/desk"
)

func workCommand() *cli.Command {
	return &cli.Command{
		Name: "work", Usage: "只审核、不提供网页：给台账在 PostgreSQL 里的服务再加人手",
		Description: "例：huibao -C 2024 work --database postgres://主机/库?space=固原-2024\n" +
			"和 huibao serve 用同一个工作区文件夹（可以是几台机器共用的网络文件夹）和同一个库；开几个、随时关掉哪个都行，没做完的别的进程接着做。\n" +
			"serve 写了 --clamd 的，这里也要写同样的。Ctrl+C 停止：正在审核的停下，由别的进程或下次接着做。",
		Flags:  append(commonFlags(), jobsFlag(), metricsFlag(), clamdFlag()),
		Action: work,
	}
}

func jobsFlag() cli.Flag {
	return &cli.IntFlag{Name: "jobs", Usage: "审核时同时读`几份`文件；serve 写 0 的不审核，由 huibao work 审核", Value: runtime.NumCPU(), DefaultText: "处理器的核数"}
}

func clamdFlag() cli.Flag {
	return &cli.StringFlag{Name: "clamd", Usage: "报来的文件先让 clamd 查毒：它的`地址`，unix:/run/clamav/clamd.ctl 或 127.0.0.1:3310"}
}

// mostJobs bounds --jobs: a file that is read may take its memory.
const mostJobs = 256

// jobsOf is --jobs. A ledger in a file has no queue that others hear: who serves it judges.
func jobsOf(c *cli.Context) (int, error) {
	n := c.Int("jobs")
	switch {
	case n < 0 || n > mostJobs:
		return 0, usage("--jobs 应是 0 到 %d 的整数", mostJobs)
	case n == 0 && (c.Command.Name == "work" || text(c, "database") == ""):
		return 0, usage("--jobs 0 只给 huibao serve 用，并且台账要在 PostgreSQL 里（--database）：由 huibao work 审核")
	}
	return n, nil
}

// post is what a process that serves or judges works at.
type post struct {
	w    batch.Workspace
	now  func() time.Time
	jobs int // so many files are judged at once
	log  *slog.Logger
}

// manned is the desk of a process that serves or judges: what comes in is scanned and what goes
// on shown where that is asked for, until leave is called.
func manned(c *cli.Context, v *voice, at post) (d *desk.Desk, leave func(), err error) {
	if d, err = desk.Open(c.Context, at.w, version, at.now); err != nil {
		return nil, nil, err
	}
	d.Jobs(at.jobs)
	shown := func() {}
	if err = scanned(c, v, d); err == nil {
		shown, err = showMetrics(c, d, at.log)
	}
	if err != nil {
		return nil, nil, errors.Join(err, d.Close())
	}
	return d, func() {
		shown()
		_ = d.Close() // all that is acknowledged is kept
	}, nil
}

func work(c *cli.Context) error {
	ctx, v := c.Context, newVoice(c)
	n, err := jobsOf(c)
	if err != nil {
		return err
	}
	if text(c, "database") == "" {
		return usage("huibao work 要写 --database（或环境变量 %s）：台账是文件的，由 huibao serve 自己审核", databaseVariable)
	}
	now, err := clockOf(c)
	if err != nil {
		return err
	}
	w, err := workspace(c)
	if err != nil {
		return err
	}
	log := slog.New(slog.NewJSONHandler(os.Stderr, nil))
	d, leave, err := manned(c, v, post{w, now, n, log})
	if err != nil {
		return err
	}
	defer leave()
	v.say("正在审核；按 Ctrl+C 停止")
	stop := working(ctx, d, log, d.Keep, d.Work)
	defer stop()
	<-ctx.Done()
	return nil
}
