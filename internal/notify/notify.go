// Package notify sends short texts out of the house: by mail, and into a group by a
// robot's address (钉钉, 政务微信 and their like). Where to is said by a file of who runs
// the machine, never by a page: nobody can make the server connect to a place of his
// choosing, and secrets stand nowhere else.
package notify

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"slices"
	"strings"
	"time"

	"huibao/internal/outward"
)

// Config is what can be sent out; a part that is nil can't.
type Config struct {
	Mail *Mail `json:"mail,omitempty"`
	Hook *Hook `json:"webhook,omitempty"`
}

// Mail is the office's mail server.
type Mail struct {
	Server   string `json:"server"`   // host:port
	Security string `json:"security"` // tls, starttls, none
	User     string `json:"user,omitempty"`
	Password string `json:"password,omitempty"`
	From     string `json:"from"` // the sender's address
}

// Hook is the address of a group's robot.
type Hook struct {
	URL    string `json:"url"`
	Secret string `json:"secret,omitempty"` // of 钉钉's 加签
}

// How the connection to a mail server is kept from others.
const (
	TLS      = "tls"
	StartTLS = "starttls"
	Plain    = "none" // only where there is no password
)

// limit bounds one sending in time.
const limit = 30 * time.Second

// Failure is a text that did not go out, or of which it is not known. Certain says that
// it did not: it may be tried again without anybody getting it twice.
type Failure struct {
	Certain bool
	Why     string // in Chinese
	err     error
}

// Error is the sentence.
func (f *Failure) Error() string { return f.Why }

// Unwrap is what lies beneath.
func (f *Failure) Unwrap() error { return f.err }

// Read reads the file of who runs the machine: JSON, for the owner alone.
func Read(path string) (*Config, error) {
	var c Config
	if err := outward.ReadSecret(path, "通知设置文件", &c); err != nil {
		return nil, err
	}
	if err := c.check(); err != nil {
		return nil, fmt.Errorf("通知设置文件 %s：%w", path, err)
	}
	return &c, nil
}

func (c *Config) check() error {
	if m := c.Mail; m != nil {
		host, _, err := net.SplitHostPort(m.Server)
		switch {
		case err != nil || host == "":
			return errors.New("mail.server 应写作 mail.example.gov.cn:465 的样子")
		case !slices.Contains([]string{TLS, StartTLS, Plain}, m.Security):
			return errors.New("mail.security 应是 tls（465 端口）、starttls（587 端口）或 none（不加密，只能没有密码）")
		case m.Security == Plain && m.Password != "":
			return errors.New("mail.security 是 none 时不能有密码：密码会明文经过网络")
		case !IsAddress(m.From):
			return errors.New("mail.from 应是发件人的邮箱")
		}
	}
	if h := c.Hook; h != nil {
		u, err := url.Parse(h.URL)
		if err != nil || !outward.Safe(u) {
			return errors.New("webhook.url 应是群机器人的 https 地址")
		}
	}
	return nil
}

// maxAddress bounds an address (RFC 5321).
const maxAddress = 254

// IsAddress reports whether a text is one plain mail address: no name, no list, nothing
// that would be another line of a header.
func IsAddress(text string) bool {
	name, host, ok := strings.Cut(text, "@")
	bad := func(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune(`"(),:;<>[\]@`, r) }
	return ok && len(text) <= maxAddress && name != "" && strings.Contains(host, ".") && !strings.ContainsFunc(name+host, bad) &&
		!strings.HasPrefix(host, ".") && !strings.HasSuffix(host, ".")
}

// Where says what is configured, without secrets, for a page.
func (m *Mail) Where() string { return m.Server + "（" + m.Security + "），发件人 " + m.From }

// Where says what is configured: the host alone, since the rest of the address is the
// secret.
func (h *Hook) Where() string {
	u, err := url.Parse(h.URL)
	if err != nil {
		return ""
	}
	return u.Host
}
