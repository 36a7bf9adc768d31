package notify

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/tls"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strconv"
	"time"
)

// maxAnswer bounds what is read of a robot's answer.
const maxAnswer = 64 << 10

// Send says a text in the group. Any error is a *Failure.
func (h *Hook) Send(ctx context.Context, text string, now time.Time) error {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	body, err := json.Marshal(map[string]any{"msgtype": "text", "text": map[string]string{"content": text}})
	if err != nil {
		return &Failure{true, "通知无法写出", err}
	}
	u, err := h.address(now)
	if err != nil {
		return &Failure{true, "群机器人的地址不对", errors.New("webhook.url")}
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, u.String(), bytes.NewReader(body))
	if err != nil {
		return &Failure{true, "群机器人的地址不对", errors.New("webhook.url")}
	}
	req.Header.Set("Content-Type", "application/json; charset=utf-8")
	var wrote bool
	req = req.WithContext(httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{WroteHeaders: func() { wrote = true }}))
	transport := &http.Transport{DisableKeepAlives: true, DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
		if address != net.JoinHostPort(u.Hostname(), portOf(u)) {
			return nil, errElsewhere
		}
		return (&net.Dialer{}).DialContext(ctx, network, address)
	}}
	client := &http.Client{Transport: transport, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := client.Do(req)
	if err != nil {
		var whole *url.Error // tells the address, which is the secret
		if errors.As(err, &whole) {
			err = whole.Err
		}
		if !wrote {
			return &Failure{true, "连不上群机器人", err}
		}
		return &Failure{false, "发送中断，不知道送到没有", err}
	}
	defer res.Body.Close()
	return answered(res)
}

func portOf(u *url.URL) string {
	switch {
	case u.Port() != "":
		return u.Port()
	case u.Scheme == "http":
		return "80"
	}
	return "443"
}

// address is where to send, signed where the robot asks for it.
func (h *Hook) address(now time.Time) (*url.URL, error) {
	u, err := url.Parse(h.URL)
	if err != nil || h.Secret == "" {
		return u, err
	}
	at := strconv.FormatInt(now.UnixMilli(), 10)
	sum := hmac.New(sha256.New, []byte(h.Secret))
	_, _ = fmt.Fprintf(sum, "%s\n%s", at, h.Secret) // a hash never fails
	q := u.Query()
	q.Set("timestamp", at)
	q.Set("sign", base64.StdEncoding.EncodeToString(sum.Sum(nil)))
	u.RawQuery = q.Encode()
	return u, nil
}

// answered reads what a robot says: it answers 200, too, to what it does not take.
func answered(res *http.Response) error {
	var said struct {
		Code *int `json:"errcode"`
	}
	data, err := io.ReadAll(io.LimitReader(res.Body, maxAnswer))
	switch {
	case res.StatusCode != http.StatusOK: // a gateway may have passed it on
		return &Failure{res.StatusCode < http.StatusInternalServerError, "群机器人没有收（HTTP " + strconv.Itoa(res.StatusCode) + "）", nil}
	case err != nil || json.Unmarshal(data, &said) != nil || said.Code == nil:
		return &Failure{false, "群机器人的答复看不懂，不知道送到没有", err}
	case *said.Code != 0:
		return &Failure{true, "群机器人没有收（错误码 " + strconv.Itoa(*said.Code) + "）", nil}
	}
	return nil
}

// Reach connects to the robot's host, by TLS where the address says so, and says nothing. Any
// error is a *Failure.
func (h *Hook) Reach(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	u, err := url.Parse(h.URL)
	if err != nil {
		return &Failure{true, "群机器人的地址不对", errors.New("webhook.url")}
	}
	address := net.JoinHostPort(u.Hostname(), portOf(u))
	var c net.Conn
	if u.Scheme == "http" {
		c, err = (&net.Dialer{}).DialContext(ctx, "tcp", address)
	} else {
		c, err = (&tls.Dialer{}).DialContext(ctx, "tcp", address)
	}
	if err != nil {
		return &Failure{true, "连不上群机器人", err}
	}
	return c.Close()
}
