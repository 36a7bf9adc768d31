package main

import (
	"cmp"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"
	"syscall"
	"time"

	"huibao"
	"huibao/internal/clamd"
	"huibao/internal/fault"
	"huibao/internal/notify"
	"huibao/internal/sheet"
	"huibao/ledger"
	"huibao/portal"
	"huibao/portal/desk"
)

// listening takes the address as serve does, and gives it free.
func (k *checking) listening() {
	l, err := listen(k.c, portal.Options{})
	k.listens("监听", k.c.String("listen"), l, err)
}

// metrics does so with the one for who watches.
func (k *checking) metrics() {
	at := k.c.String("metrics")
	if at == "" {
		return // most have none
	}
	l, err := listenMetrics(k.c)
	k.listens("监控", at, l, err)
}

func (k *checking) listens(name, at string, l net.Listener, err error) {
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		k.add(name, at, checkNote, "这个地址现在有程序在用：如果是正在运行的 huibao，重启时会让出来；否则换一个端口")
	case err != nil:
		k.bad(name, at, err)
	default:
		_ = l.Close() // nothing was served
		k.add(name, at, checkGood, "能监听")
	}
}

// judging is who judges, where that was said otherwise than usual.
func (k *checking) judging() {
	if !k.c.IsSet("jobs") {
		return
	}
	n, err := jobsOf(k.c)
	setting := fmt.Sprintf("--jobs %d", k.c.Int("jobs"))
	switch {
	case err != nil:
		k.bad("审核", setting, err)
	case n == 0:
		k.add("审核", setting, checkNote, "这里不审核：要另开 huibao work，否则报来的没有人审")
	default:
		k.add("审核", setting, checkGood, "同时读 %d 份文件", n)
	}
}

// expiresSoon is when a certificate is to be renewed.
const expiresSoon = 30 * 24 * time.Hour

func (k *checking) certificate() {
	file := k.c.String("tls-cert")
	if file == "" {
		how := "没有 TLS，只在本机监听；给别的机器用要由代理转来，或写 --tls-cert、--tls-key"
		state := checkGood
		if k.c.Bool("insecure-http") {
			how, state = "没有 TLS 也让别的机器用：密码和报表明文经过网络", checkNote
		}
		k.add("证书", "没有", state, "%s", how)
		return
	}
	pair, err := tls.LoadX509KeyPair(file, k.c.String("tls-key"))
	if err != nil {
		k.add("证书", file, checkBad, "证书或私钥读不出，或者两个不是一对：%s", fault.Text(err))
		return
	}
	leaf, err := x509.ParseCertificate(pair.Certificate[0])
	if err != nil {
		k.bad("证书", file, err)
		return
	}
	state, says := certified(leaf, k.c.String("origin"), k.now())
	k.add("证书", file, state, "%s", says)
}

// certified says how a certificate is at a time, for the host of an origin.
func certified(leaf *x509.Certificate, origin string, now time.Time) (state, says string) {
	until := leaf.NotAfter.In(huibao.China).Format("2006-01-02")
	host := ""
	if u, err := url.Parse(origin); err == nil {
		host = u.Hostname()
	}
	switch {
	case now.After(leaf.NotAfter):
		return checkBad, "证书 " + until + " 已过期"
	case now.Before(leaf.NotBefore):
		return checkBad, "证书要到 " + leaf.NotBefore.In(huibao.China).Format("2006-01-02") + " 才生效：看一下时钟"
	case host != "" && leaf.VerifyHostname(host) != nil:
		return checkBad, "证书不是给 " + host + " 的（给：" + strings.Join(leaf.DNSNames, "、") + "）"
	case leaf.NotAfter.Sub(now) < expiresSoon:
		return checkNote, "证书 " + until + " 到期，快换"
	}
	return checkGood, "有效到 " + until
}

func (k *checking) site() {
	origin := k.c.String("origin")
	err := portal.CheckOrigin(origin)
	switch {
	case origin == "":
		k.add("网址", "没有写", checkGood, "浏览器直接连到监听的地址；在代理后面的要写 --origin")
	case err != nil:
		k.bad("网址", origin, err)
	case !strings.HasPrefix(origin, "https://"):
		k.add("网址", origin, checkNote, "不是 https：浏览器和代理之间没有加密")
	default:
		k.add("网址", origin, checkGood, "代理要照传 Host，并写 X-Forwarded-For")
	}
}

// notices connects to where reminders go, and says nothing there.
func (k *checking) notices() {
	file := k.c.String("notify")
	if file == "" {
		k.add("邮件和群", "没有写", checkGood, "只在网页上催报；台账校验不寄办公室")
		return
	}
	conf, err := notify.Read(file)
	if err != nil {
		k.bad("邮件和群", file, err)
		return
	}
	if m := conf.Mail; m != nil {
		setting := m.Where()
		if m.Password != "" {
			setting += "，账号 " + m.User + "，密码已设"
		}
		k.ends("邮件", setting, m.Reach(k.c.Context), "连得上，让登录；没有发信")
		k.heads()
	} else {
		k.add("台账校验", "没有邮件", checkNote, "每天的台账校验不寄办公室：只有服务器上的记录，被人整个换掉也看不出来")
	}
	if h := conf.Hook; h != nil {
		setting := h.Where() + "，地址其余部分不显示"
		if h.Secret != "" {
			setting += "，加签密钥已设"
		}
		k.ends("群机器人", setting, h.Reach(k.c.Context), "连得上；没有发言，认不认要在“通知和接口”里试发")
	}
}

// heads is to whom the ledger's end is mailed every night.
func (k *checking) heads() {
	led, err := k.w.ReadLedger()
	if err != nil {
		return // the ledger says why itself
	}
	defer led.Close()
	var boxes map[string][]string
	switch err := led.View(k.c.Context, func(v *ledger.View) (err error) { boxes, err = v.Mailboxes(); return err }); {
	case err != nil:
		k.bad("台账校验", "每天夜里", err)
	case len(boxes[desk.OfficeBox]) == 0:
		k.add("台账校验", "没有填", checkNote, "请管理员在“通知和接口”里填办公室的邮箱，每天的台账校验才寄得出去")
	default:
		k.add("台账校验", strings.Join(boxes[desk.OfficeBox], " "), checkGood, "每天夜里核验台账以后寄")
	}
}

func (k *checking) scanner() {
	address := k.c.String("clamd")
	required := k.c.Bool("clamd-required")
	by, err := scannerOf(k.c)
	switch {
	case err != nil:
		k.bad("查毒", cmp.Or(address, "没有写"), err)
		return
	case by == nil:
		k.add("查毒", "没有写", checkGood, "报来的文件不查毒")
		return
	}
	ctx, cancel := context.WithTimeout(k.c.Context, trialTime)
	defer cancel()
	most := sheet.DefaultLimits().FileBytes
	switch err := by.Takes(ctx, most); {
	case errors.Is(err, clamd.ErrSize):
		k.add("查毒", address, checkBad, "clamd 收不下 %d MB 的文件：请把 StreamMaxLength、MaxFileSize 和 MaxScanSize 都设为 %dM 或更大", most>>20, most>>20)
	case err != nil && required:
		k.add("查毒", address, checkBad, "clamd 没有应答，又写了 --clamd-required：文件都不收")
	case err != nil:
		k.add("查毒", address, checkNote, "clamd 没有应答：文件照收，标明“未查毒”")
	default:
		k.add("查毒", address, checkGood, "应答了，收得下 %d MB 的文件", most>>20)
	}
}

func (k *checking) signOn() {
	file := k.c.String("oidc")
	if file == "" {
		k.add("统一身份认证", "没有写", checkGood, "用账号和密码登录")
		return
	}
	p, conf, err := providerOf(k.c)
	if err != nil {
		k.bad("统一身份认证", file, err)
		return
	}
	setting := conf.Issuer + "，client_id " + conf.ID + "，密钥已设"
	if p.Reach() != nil {
		k.add("统一身份认证", setting, checkNote, "现在连不上：登录页会写“暂时连不上”，先用账号和密码登录")
		return
	}
	k.add("统一身份认证", setting, checkGood, "连得上；回调地址 %s", k.c.String("origin")+portal.SignOnPath)
}
