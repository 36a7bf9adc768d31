package portal

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"math/big"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"time"

	"huibao/internal/signon"
)

const (
	clientID     = "huibao"
	clientSecret = "hush-hush-4711"
	backAddress  = "https://huibao.test/login/oidc/back"
)

// signingKey takes a moment to make.
var signingKey = sync.OnceValue(func() *rsa.PrivateKey {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		panic(err)
	}
	return key
})

// provider is a city's sign-in of the tests: it holds those who ask to the protocol.
type provider struct {
	h     *house
	site  *httptest.Server
	codes map[string]url.Values // what was asked for, by code; each is taken once
	says  map[string]any        // the claims of the next tokens, over the right ones; nil: none
	alg   string
	more  string                                       // in what it says of itself
	hosts string                                       // of the endpoints; its own
	token func(w http.ResponseWriter, r *http.Request) // instead of a token
	down  bool
}

// providedBy lets a house's people sign in by a provider.
func providedBy(h *house) *provider {
	p := &provider{h: h, codes: map[string]url.Values{}, alg: "RS256"}
	p.site = httptest.NewServer(p)
	h.t.Cleanup(p.site.Close)
	p.hosts = p.site.URL
	by, err := signon.New(signon.Config{Issuer: p.site.URL, ID: clientID, Secret: clientSecret, Name: "银川通"}, backAddress, h.clock.now)
	must(h.t, err)
	h.desk.SignOnBy(by)
	return p
}

func (p *provider) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	answer := func(x any) {
		w.Header().Set("Content-Type", "application/json")
		must(p.h.t, json.NewEncoder(w).Encode(x))
	}
	b64 := base64.RawURLEncoding.EncodeToString
	switch {
	case p.down:
		panic(http.ErrAbortHandler)
	case r.URL.Path == "/.well-known/openid-configuration":
		answer(map[string]any{"issuer": p.site.URL, "authorization_endpoint": p.hosts + "/auth", "token_endpoint": p.hosts + "/token", "jwks_uri": p.hosts + "/keys",
			"id_token_signing_alg_values_supported": []string{"RS256", "HS256", "none"}, "more": p.more})
	case r.URL.Path == "/keys":
		pub := signingKey().PublicKey
		answer(map[string]any{"keys": []any{map[string]any{"kty": "RSA", "kid": "k", "use": "sig", "n": b64(pub.N.Bytes()), "e": b64(big.NewInt(int64(pub.E)).Bytes())}}})
	case r.URL.Path == "/token" && p.token != nil:
		p.token(w, r)
	case r.URL.Path == "/token":
		id, secret, _ := r.BasicAuth()
		asked, known := p.codes[r.FormValue("code")]
		delete(p.codes, r.FormValue("code"))
		sum := sha256.Sum256([]byte(r.FormValue("code_verifier")))
		if !known || id != clientID || secret != clientSecret || r.FormValue("redirect_uri") != backAddress || b64(sum[:]) != asked.Get("code_challenge") {
			w.WriteHeader(http.StatusBadRequest)
			answer(map[string]any{"error": "invalid_grant"})
			return
		}
		answer(map[string]any{"access_token": "a", "token_type": "Bearer", "id_token": p.idToken(asked)})
	default:
		http.NotFound(w, r)
	}
}

// idToken signs what the provider says; signed by nobody where alg is none.
func (p *provider) idToken(asked url.Values) string {
	now := p.h.clock.now()
	claims := map[string]any{"iss": p.site.URL, "aud": clientID, "sub": "u-1", "nonce": asked.Get("nonce"), "iat": now.Unix(), "exp": now.Add(time.Second).Unix(), "preferred_username": "p"}
	maps.Copy(claims, p.says)
	maps.DeleteFunc(claims, func(_ string, v any) bool { return v == nil })
	b64 := base64.RawURLEncoding.EncodeToString
	body, err := json.Marshal(claims)
	must(p.h.t, err)
	text := b64(fmt.Appendf(nil, `{"alg":%q,"kid":"k"}`, p.alg)) + "." + b64(body)
	if p.alg != "RS256" {
		return text + "."
	}
	sum := sha256.Sum256([]byte(text))
	sig, err := rsa.SignPKCS1v15(rand.Reader, signingKey(), crypto.SHA256, sum[:])
	must(p.h.t, err)
	return text + "." + b64(sig)
}

// begin begins to sign in: what the browser is to bring back, and its cookie.
func (p *provider) begin(b *browser, next string) (back url.Values, cookie string) {
	p.h.t.Helper()
	r := b.get("/login/oidc?next=" + url.QueryEscape(next))
	to, err := url.Parse(r.where)
	must(p.h.t, err)
	q := to.Query()
	if r.status != http.StatusSeeOther || !strings.HasPrefix(r.where, p.site.URL+"/auth?") || q.Get("response_type") != "code" || q.Get("client_id") != clientID ||
		q.Get("redirect_uri") != backAddress || q.Get("code_challenge_method") != "S256" || len(q.Get("code_challenge")) != 43 || len(q.Get("state")) != 43 || len(q.Get("nonce")) != 43 || q.Get("scope") != "openid profile" {
		p.h.t.Fatalf("%d %s", r.status, r.where)
	}
	code := fmt.Sprintf("code%d", len(p.codes))
	p.codes[code] = q
	cookie, b.cookie = b.cookie, ""
	return url.Values{"state": {q.Get("state")}, "code": {code}}, cookie
}

// end brings it back.
func end(b *browser, back url.Values, cookie string) reply {
	return b.do("GET", SignOnPath+"?"+back.Encode(), nil, func(r *http.Request) {
		if cookie != "" {
			r.Header.Set("Cookie", "hb-oidc="+cookie)
		}
	})
}
