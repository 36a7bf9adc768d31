// Package signon asks the city's own sign-in (OpenID Connect) who somebody is: the
// authorization code flow with PKCE. What it says is an account's name and no more. Where
// it is, is said by a file of who runs the machine, and nothing else is ever spoken to.
package signon

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unicode/utf8"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"huibao/internal/outward"
)

// Config is the provider as the file has it.
type Config struct {
	Issuer string `json:"issuer"`
	ID     string `json:"client_id"`
	Secret string `json:"client_secret"`
	Name   string `json:"name,omitempty"`  // on the button
	Claim  string `json:"claim,omitempty"` // of the ID token that names the account
}

// What a file that doesn't say so means.
const (
	defaultName  = "统一身份认证"
	defaultClaim = "preferred_username"
	maxName      = 20
)

// Read reads the file of who runs the machine: JSON, for the owner alone.
func Read(path string) (*Config, error) {
	const what = "统一身份认证设置文件"
	var c Config
	if err := outward.ReadSecret(path, what, &c); err != nil {
		return nil, err
	}
	if err := c.check(); err != nil {
		return nil, fmt.Errorf("%s %s：%w", what, path, err)
	}
	return &c, nil
}

func (c *Config) check() error {
	if c.Name == "" {
		c.Name = defaultName
	}
	if c.Claim == "" {
		c.Claim = defaultClaim
	}
	u, err := url.Parse(c.Issuer)
	switch {
	case err != nil || !outward.Safe(u) || u.RawQuery != "" || u.Fragment != "":
		return errors.New("issuer 应是统一身份认证的 https 地址")
	case c.ID == "" || c.Secret == "":
		return errors.New("client_id 和 client_secret 都要写")
	case utf8.RuneCountInString(c.Name) > maxName:
		return fmt.Errorf("name 最多 %d 个字", maxName)
	case c.Claim == "email": // given to another when somebody leaves, and often typed by the person himself
		return errors.New("claim 不能是 email：邮箱会转给别人，请用 sub、工号这样不变的")
	}
	return nil
}

// Failure is why nobody was signed in: what is said to the person, and what lies beneath,
// for the log. It holds no secret and no code.
type Failure struct {
	Sentence string
	err      error
}

// Error is what lies beneath; of a page that a provider answered with, its beginning.
func (f *Failure) Error() string { return fmt.Sprintf("%.300s", f.err) }

// Unwrap is the error beneath.
func (f *Failure) Unwrap() error { return f.err }

// retryAfter is how long a provider that can't be reached is left alone.
const retryAfter = 5 * time.Second

// Provider is a city's sign-in. It may be used by several goroutines.
type Provider struct {
	conf   Config
	issuer *url.URL
	back   string
	now    func() time.Time
	client *http.Client
	down   atomic.Bool

	mu     sync.Mutex
	tried  time.Time
	oauth  *oauth2.Config // nil before the provider was reached
	tokens *oidc.IDTokenVerifier
}

// New is a provider that has not been spoken to; back is the exact address that it sends
// browsers back to.
func New(c Config, back string, now func() time.Time) (*Provider, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	issuer, err := url.Parse(c.Issuer)
	if err != nil {
		return nil, err
	}
	return &Provider{conf: c, issuer: issuer, back: back, now: now, client: clientOf(issuer)}, nil
}

// Name is what people call it.
func (p *Provider) Name() string { return p.conf.Name }

// Down reports whether it could not be reached the last time.
func (p *Provider) Down() bool { return p.down.Load() }

// Reach looks whether the provider is there. Any error is a *Failure.
func (p *Provider) Reach() error {
	_, _, err := p.reached()
	return err
}

// reached is what the provider says of itself, asked for once. Who asks does not end it by
// going away, since others wait for the same.
func (p *Provider) reached() (*oauth2.Config, *oidc.IDTokenVerifier, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.oauth != nil {
		return p.oauth, p.tokens, nil
	}
	if p.Down() && p.now().Sub(p.tried) < retryAfter {
		return nil, nil, p.unreached(errors.New("signon: it was not there just now"))
	}
	ctx := oidc.ClientContext(context.Background(), p.client)
	found, err := oidc.NewProvider(ctx, p.conf.Issuer)
	p.tried = p.now()
	if err != nil {
		return nil, nil, p.unreached(err)
	}
	var says struct {
		Auth    string   `json:"authorization_endpoint"`
		Token   string   `json:"token_endpoint"`
		Keys    string   `json:"jwks_uri"`
		Methods []string `json:"token_endpoint_auth_methods_supported"`
	}
	if err := found.Claims(&says); err != nil {
		return nil, nil, p.unreached(err)
	}
	for _, address := range []string{says.Auth, says.Token, says.Keys} {
		if u, err := url.Parse(address); err != nil || !sameHost(u, p.issuer) {
			return nil, nil, p.unreached(fmt.Errorf("signon: %q is not of the issuer's host", address))
		}
	}
	at := found.Endpoint()
	at.AuthStyle = oauth2.AuthStyleInHeader // what a provider takes that doesn't say
	if len(says.Methods) > 0 && !slices.Contains(says.Methods, "client_secret_basic") {
		at.AuthStyle = oauth2.AuthStyleInParams
	}
	p.oauth = &oauth2.Config{ClientID: p.conf.ID, ClientSecret: p.conf.Secret, Endpoint: at, RedirectURL: p.back, Scopes: []string{oidc.ScopeOpenID, "profile"}}
	p.tokens = found.VerifierContext(ctx, &oidc.Config{ClientID: p.conf.ID, Now: p.now})
	p.down.Store(false)
	return p.oauth, p.tokens, nil
}

func (p *Provider) unreached(err error) *Failure {
	p.down.Store(true)
	return &Failure{p.conf.Name + "暂时连不上；请用账号和密码登录，或过一会儿再试", err}
}

// Flow is what ties one sign-in together: what the browser brings back, what the token
// must hold, and what proves to the provider that we are who began.
type Flow struct{ State, Nonce, Verifier string }

// Address is where a browser is sent to sign in. Any error is a *Failure.
func (p *Provider) Address(f Flow) (string, error) {
	conf, _, err := p.reached()
	if err != nil {
		return "", err
	}
	return conf.AuthCodeURL(f.State, oidc.Nonce(f.Nonce), oauth2.S256ChallengeOption(f.Verifier)), nil
}

// Account takes what the browser brought back, whose state was found right, and is the
// account's name as the provider has it. Any error is a *Failure.
func (p *Provider) Account(ctx context.Context, f Flow, back url.Values) (string, error) {
	if back.Get("error") != "" {
		return "", &Failure{p.conf.Name + "没有让您登录（可能是取消了）；请再试一次，或用账号和密码登录", fmt.Errorf("signon: the provider says %.40q", back.Get("error"))}
	}
	untrue := func(err error) error {
		return &Failure{p.conf.Name + "的答复没有通过核对，没有登录；请再试一次，仍不行请告诉办公室", err}
	}
	if iss := back.Get("iss"); iss != "" && iss != p.conf.Issuer { // RFC 9207
		return "", untrue(errors.New("signon: the answer is another issuer's"))
	}
	conf, tokens, err := p.reached()
	if err != nil {
		return "", err
	}
	ctx = oidc.ClientContext(ctx, p.client)
	got, err := conf.Exchange(ctx, back.Get("code"), oauth2.VerifierOption(f.Verifier))
	var refused *oauth2.RetrieveError
	var cut *url.Error
	switch {
	case errors.As(err, &refused): // its text may hold what was asked
		return "", untrue(fmt.Errorf("signon: the code was not taken: HTTP %d, %.40q", refused.Response.StatusCode, refused.ErrorCode))
	case errors.As(err, &cut):
		return "", p.unreached(err)
	case err != nil:
		return "", untrue(err)
	}
	raw, _ := got.Extra("id_token").(string)
	token, err := tokens.Verify(ctx, raw)
	if err != nil {
		return "", untrue(err)
	}
	var claims map[string]any
	if err := token.Claims(&claims); err != nil {
		return "", untrue(err)
	}
	party, named := claims["azp"]
	switch {
	case token.Nonce != f.Nonce:
		return "", untrue(errors.New("signon: the token is of another sign-in"))
	case named && party != p.conf.ID || !named && len(token.Audience) > 1:
		return "", untrue(errors.New("signon: the token was given to another"))
	}
	p.down.Store(false)
	account, _ := claims[p.conf.Claim].(string)
	if strings.TrimSpace(account) == "" {
		return "", &Failure{p.conf.Name + "没有告诉您的账号，没有登录；请告诉办公室", fmt.Errorf("signon: no text in the claim %q", p.conf.Claim)}
	}
	return account, nil
}
