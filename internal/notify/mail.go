package notify

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/wneessen/go-mail"
)

// Send sends a text to addresses. Any error is a *Failure.
func (m *Mail) Send(ctx context.Context, to []string, subject, text string, now time.Time) error {
	return m.send(ctx, to, subject, text, now, nil)
}

// Reach connects to the server and signs in, as Send does, and sends nothing. Any error is a
// *Failure.
func (m *Mail) Reach(ctx context.Context) error { return m.reach(ctx, nil) }

func (m *Mail) reach(ctx context.Context, secure *tls.Config) error {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	_, end, err := m.connect(ctx, secure)
	end()
	return err
}

// send is Send that knows how the server proves itself; nil is as the system has it.
func (m *Mail) send(ctx context.Context, to []string, subject, text string, now time.Time, secure *tls.Config) error {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	msg := mail.NewMsg()
	msg.Subject(subject)
	msg.SetDateWithValue(now)
	msg.SetMessageID()
	msg.SetBulk()
	msg.SetBodyString(mail.TypeTextPlain, text)
	if err := errors.Join(msg.From(m.From), msg.To(to...)); err != nil {
		return &Failure{true, "邮箱地址不对", err}
	}
	say, end, err := m.connect(ctx, secure)
	defer end() // what was sent is sent
	if err != nil {
		return err
	}
	err = say(msg)
	if msg.IsDelivered() {
		return nil
	}
	return failureOf(err)
}

// errElsewhere is of a place that the settings do not name (S34).
var errElsewhere = errors.New("notify: another host than the one that is set")

// connect opens a connection on which the server took who we are: say sends by it, end closes it.
func (m *Mail) connect(ctx context.Context, secure *tls.Config) (say func(*mail.Msg) error, end func(), err error) {
	if host, _, err := net.SplitHostPort(m.Server); secure == nil && err == nil {
		secure = &tls.Config{ServerName: host, MinVersion: tls.VersionTLS12}
	}
	var opened net.Conn
	end = func() {
		if opened != nil {
			_ = opened.Close()
		}
	}
	client, err := m.client(m.dial(secure, func(c net.Conn) { opened = c }), secure)
	if err != nil {
		return nil, end, &Failure{true, "邮件服务器的设置不对", err}
	}
	conn, err := client.DialToSMTPClientWithContext(ctx)
	if err != nil {
		return nil, end, &Failure{true, "连不上邮件服务器，或它不让登录", err}
	}
	return func(msg *mail.Msg) error { return client.SendWithSMTPClient(conn, msg) }, end, nil
}

// dial connects to the server that is set, and to no other that a library may ask for; opened is
// told of what is to be closed.
func (m *Mail) dial(secure *tls.Config, opened func(net.Conn)) mail.DialContextFunc {
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		if host, port, err := net.SplitHostPort(m.Server); err != nil || address != net.JoinHostPort(host, strings.TrimLeft(port, "0")) {
			return nil, errElsewhere
		}
		c, err := (&net.Dialer{}).DialContext(ctx, network, address)
		if err != nil {
			return nil, err
		}
		if opened(c); m.Security != TLS {
			return c, nil
		}
		inner := tls.Client(c, secure)
		return inner, inner.HandshakeContext(ctx)
	}
}

func (m *Mail) client(dial mail.DialContextFunc, secure *tls.Config) (*mail.Client, error) {
	host, port, err := net.SplitHostPort(m.Server)
	if err != nil {
		return nil, err
	}
	n, err := strconv.Atoi(port)
	if err != nil {
		return nil, err
	}
	policy := map[string]mail.TLSPolicy{StartTLS: mail.TLSMandatory, TLS: mail.TLSOpportunistic, Plain: mail.NoTLS}[m.Security] // the second looks whether it is secure already
	opts := []mail.Option{mail.WithPort(n), mail.WithTimeout(limit), mail.WithTLSPolicy(policy), mail.WithTLSConfig(secure), mail.WithDialContextFunc(dial)}
	if m.Password != "" {
		opts = append(opts, mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover), mail.WithUsername(m.User), mail.WithPassword(m.Password))
	}
	return mail.NewClient(host, opts...)
}

// unsure are the moments at which a server may have taken a mail and not said so.
var unsure = []mail.SendErrReason{mail.ErrSMTPDataClose, mail.ErrWriteContent, mail.ErrSMTPReset, mail.ErrAmbiguous}

func failureOf(err error) *Failure {
	var sent *mail.SendError
	if !errors.As(err, &sent) {
		return &Failure{false, "发送中断，不知道送到没有", err}
	}
	switch code := sent.ErrorCode(); {
	case code > 0 && sent.Reason == mail.ErrSMTPRcptTo:
		return &Failure{true, "邮件服务器不收这个收件人（" + strconv.Itoa(code) + "）", err}
	case code > 0:
		return &Failure{true, "邮件服务器没有收（" + strconv.Itoa(code) + "）", err}
	case slices.Contains(unsure, sent.Reason):
		return &Failure{false, "发送中断，不知道送到没有", err}
	}
	return &Failure{true, "发送中断，没有送到", err}
}
