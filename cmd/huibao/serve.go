package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/urfave/cli/v2"

	"huibao/act"
	"huibao/batch"
	"huibao/internal/mask"
	"huibao/internal/notify"
	"huibao/internal/signon"
	"huibao/portal"
	"huibao/portal/desk"
	"huibao/samples"
)

// demoDir is where `serve --demo` makes its workspace.
const demoDir = "huibao-demo"

func serveCommand() *cli.Command {
	return &cli.Command{
		Name: "serve", Usage: "在浏览器里用：各单位报送、看审核结果，办公室看总览",
		Description: "例：huibao -C 2024 serve\n    huibao serve --demo      在示例上试用，各种角色的账号和密码会打印出来\n    huibao -C 2024 serve --check …   启动以前，把同样的设置查一遍\n" +
			"人员用 huibao people import 导入。没有 TLS 时只在本机监听；要让别的机器用，请写 --tls-cert 和 --tls-key，或放在代理后面并写 --origin；都不行又确知网络可信的，写 --insecure-http。\n第一次用时会打印一个链接，用它建管理员。办公室、管理员和各单位负责人登录要验证码（手机上的验证器，不联网）。\n单位在网页上报送、看审核结果、写说明、打印回执；放进 returns/ 的文件一分钟内也会审核、出现在网页上。网页报来的文件也写在 returns/报告期/网报/ 里。\n提交、复核、签发、决定、锁定、登记印发、催报也都在网页上办，命令照样能用。\nCtrl+C 停止：正在办的办完再停。",
		Flags: append(commonFlags(),
			&cli.StringFlag{Name: "listen", Value: "127.0.0.1:8080", Usage: "监听的`地址`"},
			&cli.StringFlag{Name: "tls-cert", Usage: "证书`文件`（PEM）"},
			&cli.StringFlag{Name: "tls-key", Usage: "私钥`文件`（PEM）"},
			&cli.BoolFlag{Name: "insecure-http", Usage: "没有 TLS 也让别的机器用：密码和报表会明文经过网络，只在确知网络可信时用；会记录在案"},
			&cli.StringFlag{Name: "origin", Usage: "浏览器里看到的`网址`（https://…），在代理后面时要写"},
			&cli.StringFlag{Name: "notify", Usage: "催报用的邮件服务器和群机器人，写在这个 JSON `文件`里（只有自己能读）"},
			jobsFlag(), metricsFlag(), clamdFlag(),
			&cli.BoolFlag{Name: "clamd-required", Usage: "查不成毒的不收（不写的，照收，标明“未查毒”）"},
			&cli.StringFlag{Name: "oidc", Usage: "也让人用本市的统一身份认证（OIDC）登录，写在这个 JSON `文件`里（只有自己能读）；要和 --origin 一起写"},
			&cli.BoolFlag{Name: "signers-without-code", Usage: "各单位的负责人登录不要验证码（办公室和管理员仍要）"},
			&cli.BoolFlag{Name: "check", Usage: "不启动服务：列出各项设置（密码不显示），把查得到的都查一遍，不改动什么"},
			&cli.BoolFlag{Name: "demo", Usage: "在示例上试用（建立 " + demoDir + "，只在本机）"}),
		Action: serve,
	}
}

func serve(c *cli.Context) error {
	if c.Bool("check") {
		return checkServe(c)
	}
	ctx, v := c.Context, newVoice(c)
	opt := portal.Options{Demo: c.Bool("demo"), Origin: c.String("origin"), Clock: time.Now, Log: slog.New(slog.NewJSONHandler(os.Stderr, nil))}
	opt.Secure = c.String("tls-cert") != "" || strings.HasPrefix(opt.Origin, "https://")
	n, err := jobsOf(c)
	if err != nil {
		return err
	}
	listener, err := listen(c, opt)
	if err != nil {
		return err
	}
	defer listener.Close()
	w, now, err := served(c, v)
	if err != nil {
		return err
	}
	d, leave, err := manned(c, v, post{w, now, n, opt.Log})
	if err != nil {
		return err
	}
	defer leave()
	if file := c.String("notify"); file != "" {
		out, err := notify.Read(file)
		if err != nil {
			return err
		}
		d.Notify(out, opt.Origin)
	}
	if err := signOnBy(c, d, opt); err != nil {
		return err
	}
	s, err := portal.New(d, opt)
	if err != nil {
		return err
	}
	scheme := "http"
	if c.String("tls-cert") != "" {
		scheme = "https"
	}
	site := opt.Origin
	if site == "" {
		site = scheme + "://" + listener.Addr().String()
	}
	if err := firstPeople(c, v, d, site); err != nil {
		return err
	}
	if err := inClear(c, v, d, listener.Addr()); err != nil {
		return err
	}
	v.say("正在 %s://%s 提供服务；按 Ctrl+C 停止", scheme, listener.Addr())
	jobs := []func(context.Context, func(error)){d.Tend}
	if n > 0 {
		jobs = append(jobs, d.Work)
	}
	stop := working(ctx, d, opt.Log, jobs...)
	defer stop()
	return serveUntil(ctx, listener, s, c.String("tls-cert"), c.String("tls-key"))
}

// signOnBy lets people sign in by the city's provider. Whether it is there is looked at
// beside the start: without it people sign in by their passwords.
func signOnBy(c *cli.Context, d *desk.Desk, opt portal.Options) error {
	p, _, err := providerOf(c)
	if err != nil || p == nil {
		return err
	}
	d.SignOnBy(p)
	go func() {
		if err := p.Reach(); err != nil {
			opt.Log.Warn("the sign-on provider is not there", "error", mask.Text(err.Error()))
		}
	}()
	return nil
}

// providerOf is --oidc, with its settings as far as they could be read; nil where none is asked
// for. Its tokens are of the true time, whatever day the command is told.
func providerOf(c *cli.Context) (*signon.Provider, *signon.Config, error) {
	file, origin := c.String("oidc"), c.String("origin")
	if file == "" {
		return nil, nil, nil
	}
	at, err := url.Parse(origin)
	if err != nil || at.Scheme != "https" || at.Host == "" || origin != "https://"+at.Host || c.Bool("demo") {
		return nil, nil, usage("--oidc 要和 --origin https://主机 一起写（回到的网址要和统一身份认证那边登记的一样），演示时不用")
	}
	conf, err := signon.Read(file)
	if err != nil {
		return nil, nil, err
	}
	p, err := signon.New(*conf, origin+portal.SignOnPath, time.Now)
	return p, conf, err
}

// working does what goes on beside answering, until the returned function is called; that waits
// for the run under way to break off. What is not judged by then is due at the next start, or
// another process judges it.
func working(ctx context.Context, d *desk.Desk, log *slog.Logger, how ...func(context.Context, func(error))) (stop func()) {
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	d.Log(log)
	var all sync.WaitGroup
	for _, do := range how {
		all.Go(func() { do(ctx, func(err error) { log.Error("run failed", "error", mask.Text(err.Error())) }) })
	}
	return func() { cancel(); all.Wait() }
}

// listen refuses to speak in the clear beyond this machine (S21).
func listen(c *cli.Context, opt portal.Options) (net.Listener, error) {
	if (c.String("tls-cert") == "") != (c.String("tls-key") == "") {
		return nil, usage("--tls-cert 和 --tls-key 要一起写")
	}
	host, _, err := net.SplitHostPort(c.String("listen"))
	if err != nil {
		return nil, usage("--listen 应写作 127.0.0.1:8080 的样子")
	}
	if !loopback(host) && (opt.Demo || c.String("tls-cert") == "" && !c.Bool("insecure-http")) {
		return nil, usage("没有 TLS（或在演示）时只能在本机监听：密码会明文经过网络。请写 --tls-cert 和 --tls-key，或让代理转到 127.0.0.1；确知网络可信、愿担这个风险的，写 --insecure-http")
	}
	l, err := net.Listen("tcp", c.String("listen"))
	if err != nil {
		return nil, fmt.Errorf("无法监听 %s（可能已被占用）：%w", c.String("listen"), err)
	}
	return l, nil
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// inClear says what is lost where the network sees everything, and records it.
func inClear(c *cli.Context, v *voice, d *desk.Desk, at net.Addr) error {
	host, _, err := net.SplitHostPort(at.String())
	if err != nil || c.String("tls-cert") != "" || loopback(host) {
		return err
	}
	v.say("注意：没有加密。同一网络上的人能看到密码和报表，也能冒充别人、改动传输中的内容。这件事已记入查阅记录；请尽早改用 --tls-cert 和 --tls-key。")
	return d.ServesInClear(c.Context, at.String())
}

// served is the workspace and the clock; the demo's clock goes on from its last day.
func served(c *cli.Context, v *voice) (batch.Workspace, func() time.Time, error) {
	if c.Bool("demo") {
		if err := demo(c, demoDir); err != nil {
			return batch.Workspace{}, nil, err
		}
		months := samples.Periods()
		w, err := batch.At(demoDir)
		return w, clockFrom(months[len(months)-1].Date.Time().Add(16 * time.Hour)), err
	}
	now, err := clockOf(c)
	if err != nil {
		return batch.Workspace{}, nil, err
	}
	w, err := workspace(c)
	return w, now, err
}

// clockOf is the clock of a command: it begins on the day that --date says.
func clockOf(c *cli.Context) (func() time.Time, error) {
	if text(c, "date") == "" {
		return time.Now, nil
	}
	day, err := today(c)
	return clockFrom(day.Time()), err
}

// clockFrom is a clock that shows start now.
func clockFrom(start time.Time) func() time.Time {
	begun := time.Now()
	return func() time.Time { return start.Add(time.Since(begun)) }
}

// firstPeople sees to it that somebody can sign in: the demo's people without codes, or
// who opens the link to make the 管理员.
func firstPeople(c *cli.Context, v *voice, d *desk.Desk, site string) error {
	if c.Bool("demo") {
		return demoPeople(c.Context, v, d)
	}
	d.AskCodes(desk.AllCodes)
	if c.Bool("signers-without-code") {
		d.AskCodes(desk.OfficeCodes)
	}
	key, err := d.SetupKey(c.Context)
	if err == nil && key != "" {
		v.say("还没有管理员。请在浏览器打开下面的链接建一个（有了管理员就作废；之前谁拿到都能用，不要外传）：\n%s/setup?key=%s", strings.TrimSuffix(site, "/"), key)
	}
	return err
}

// demoUnit is the unit of whose people the demo prints the passwords.
const demoUnit = "中宁县"

func demoPeople(ctx context.Context, v *voice, d *desk.Desk) error {
	unit, err := d.UnitCode(demoUnit)
	if err != nil {
		return err
	}
	var list []act.Grant
	for i, r := range act.Roles() {
		h := act.Held{Role: r}
		if r.OfUnit() {
			h.Unit = unit
		}
		list = append(list, act.Grant{Person: fmt.Sprintf("demo%d", i+1), Name: "演示" + string(r), Roles: []act.Held{h}})
	}
	d.Demo(list)
	slips, err := d.Admit(ctx, who(), list, true)
	if err != nil {
		return err
	}
	v.say("")
	v.slips(slips)
	v.say("网页最上面可以换人，不用密码。试试：换成 demo1（%s 填报人），看问题；在 %s 里照着改，拖进网页再报，然后打印回执", demoUnit, filepath.Join(demoDir, "returns", d.Current().String(), samples.Example))
	return nil
}

// Bounds of a request in time (S1), and of the stop.
const (
	headerTime = 10 * time.Second
	bodyTime   = 60 * time.Second
	idleTime   = 120 * time.Second
	stopTime   = 2 * time.Minute
)

// serveUntil serves until the context ends, and lets what is under way finish.
func serveUntil(ctx context.Context, l net.Listener, h http.Handler, cert, key string) error {
	server := &http.Server{Handler: h, ReadHeaderTimeout: headerTime, ReadTimeout: bodyTime, WriteTimeout: bodyTime, IdleTimeout: idleTime}
	ended := make(chan error, 1)
	go func() {
		if cert != "" {
			ended <- server.ServeTLS(l, cert, key)
			return
		}
		ended <- server.Serve(l)
	}()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTime)
	defer cancel()
	err := server.Shutdown(stop)
	if served := <-ended; !errors.Is(served, http.ErrServerClosed) {
		err = errors.Join(err, served)
	}
	return err
}
