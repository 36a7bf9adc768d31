// Package portal is huibao in a browser: it parses requests and renders pages; what may
// be done, and by whom, is portal/desk's. Pages work without script, templates are
// html/template's alone, and nothing on a page is typed into a figure.
package portal

import (
	"bytes"
	"context"
	"crypto/rand"
	"embed"
	"errors"
	"html/template"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"huibao"
	"huibao/internal/mask"
	"huibao/internal/quote"
	"huibao/portal/desk"
)

//go:embed pages/*.html
var pages embed.FS

//go:embed static
var files embed.FS

// Options of a server.
type Options struct {
	Secure bool             // browsers come by https: the cookie is bound to it
	Origin string           // https://… by which they come, where a proxy stands between
	Demo   bool             // said on every page
	Clock  func() time.Time // of connections, whose bodies must keep a pace; nil where they needn't
	Log    *slog.Logger
}

// Server answers requests.
type Server struct {
	desk    *desk.Desk
	opt     Options
	pages   *template.Template
	handler http.Handler
}

// maxForm bounds the body of a form.
const maxForm = 64 << 10

// New makes the server of a desk. An origin that is none is an error.
func New(d *desk.Desk, opt Options) (*Server, error) {
	s := &Server{desk: d, opt: opt}
	t, err := template.New("").Funcs(s.words()).ParseFS(pages, "pages/*.html")
	if err != nil {
		return nil, err
	}
	s.pages = t
	mux := http.NewServeMux()
	for _, r := range routes {
		mux.Handle(r.method+" "+r.pattern, s.guarded(r))
	}
	mux.HandleFunc(apiRoot, func(w http.ResponseWriter, r *http.Request) {
		s.answerAPI(w, r, route{who: anyone, serve: (*Server).nothing})
	})
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		s.answer(w, r, route{who: anyone, serve: (*Server).nothing})
	})
	cross := http.NewCrossOriginProtection()
	cross.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, apiRoot) {
			s.failAPI(w, &request{Request: r}, http.StatusForbidden, codeCross, "这个请求是从别的网站的页面发出的，没有办理")
			return
		}
		s.fail(w, &request{Request: r}, http.StatusForbidden, "这个请求不是从本网站的页面发出的，没有办理；请从本网站的页面再做一次")
	}))
	if err := trust(cross, opt.Origin); err != nil {
		return nil, err
	}
	s.handler = s.headers(cross.Handler(mux))
	return s, nil
}

// CheckOrigin holds an Options.Origin to what New takes.
func CheckOrigin(origin string) error { return trust(http.NewCrossOriginProtection(), origin) }

func trust(cross *http.CrossOriginProtection, origin string) error {
	if origin == "" || cross.AddTrustedOrigin(origin) == nil {
		return nil
	}
	return errors.New("--origin 应写作 https://主机，后面什么也不带")
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// request is a request with who asks; person is nil where nobody signed in.
type request struct {
	*http.Request
	person *desk.Person
}

// errForm is of a body that is no form.
var errForm = errors.New("not a form")

// formError makes what is wrong with a body the sender's to mend.
func formError(err error) error {
	var tooLarge *http.MaxBytesError
	if err == nil || errors.As(err, &tooLarge) {
		return err
	}
	return errForm
}

const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

// headers are on every answer (S26).
func (s *Server) headers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cache-Control", "no-store")
		if s.opt.Secure {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		next.ServeHTTP(w, r)
	})
}

func (s *Server) guarded(r route) http.Handler {
	if strings.HasPrefix(r.pattern, apiRoot) {
		return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) { s.answerAPI(w, req, r) })
	}
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) { s.answer(w, req, r) })
}

// answer looks who asks before anything is done, and says in Chinese what went wrong
// (S31).
func (s *Server) answer(w http.ResponseWriter, r *http.Request, to route) {
	whom, limit := to.who, to.bound(r)
	req := &request{Request: r}
	defer func() {
		if x := recover(); x != nil {
			if x == http.ErrAbortHandler { //nolint:errorlint // it is passed on as it came
				panic(x)
			}
			s.broken(w, req, errors.New("panic"), "panic", x)
		}
	}()
	r.Body = http.MaxBytesReader(w, r.Body, limit)
	var err error
	who := s.desk.Who
	if r.Header.Get(pollHeader) != "" {
		who = s.desk.WhoPolls
	}
	if req.person, err = who(r.Context(), s.token(r), s.address(r)); err != nil {
		s.broken(w, req, err)
		return
	}
	switch p := req.person; {
	case whom.anyone:
	case p == nil && r.Method == http.MethodGet:
		http.Redirect(w, r, "/login?next="+template.URLQueryEscaper(r.URL.RequestURI()), http.StatusSeeOther)
		return
	case p == nil && to.body == maxUpload:
		s.stage(w, req)
		return
	case p == nil:
		s.showLogin(w, req, http.StatusUnauthorized, loginView{Problem: "登录已过期，刚才的请求没有办理；请登录后再做一次"})
		return
	case p.MustSet && !whom.fresh:
		http.Redirect(w, r, "/me", http.StatusSeeOther)
		return
	case p.MustEnrol && !whom.fresh:
		http.Redirect(w, r, "/me/code", http.StatusSeeOther)
		return
	case len(whom.roles) > 0 && !p.Has(whom.roles...):
		s.missing(w, req)
		return
	}
	if r.Method == http.MethodPost { // files are left to who takes them; an address is read by its page
		err = formError(r.ParseForm())
	}
	if err == nil {
		err = to.serve(s, w, req)
	}
	var tooLarge *http.MaxBytesError
	switch {
	case err == nil:
	case errors.Is(err, desk.ErrNotFound):
		s.missing(w, req)
	case errors.Is(err, errForm):
		s.fail(w, req, http.StatusBadRequest, "表单没有传完整，没有办理；请从本网站的页面再做一次")
	case errors.As(err, &tooLarge) && to.body == 0:
		s.fail(w, req, http.StatusRequestEntityTooLarge, "写的太多，没有收下：一次最多 "+size(limit)+"；请写短些再交")
	case errors.As(err, &tooLarge):
		s.fail(w, req, http.StatusRequestEntityTooLarge, "一次传的太大，没有收下：最大 "+size(limit)+"；请分几次报")
	default:
		s.broken(w, req, err)
	}
}

func (s *Server) nothing(http.ResponseWriter, *request) error { return desk.ErrNotFound }

// missing is the one page for what is not there and what is not the person's (S12).
func (s *Server) missing(w http.ResponseWriter, r *request) {
	if r.person != nil {
		if err := s.desk.Denied(r.Context(), r.person, r.Method+" "+r.URL.Path); err != nil {
			s.broken(w, r, err)
			return
		}
	}
	s.render(w, r, http.StatusNotFound, "missing", nil)
}

func (s *Server) fail(w http.ResponseWriter, r *request, status int, sentence string) {
	s.render(w, r, status, "failed", sentence)
}

// broken says that something of ours failed, with a number to quote; what it was is in
// the log alone.
func (s *Server) broken(w http.ResponseWriter, r *request, err error, more ...any) {
	if errors.Is(err, context.Canceled) && r.Context().Err() != nil { // the browser went away: nothing is wrong, and nobody is there to be told
		s.opt.Log.Info("the browser went away", "method", r.Method, "path", mask.Text(r.URL.Path))
		return
	}
	number := "E-" + rand.Text()[:8]
	s.opt.Log.Error("request failed", append([]any{"number", number, "method", r.Method, "path", mask.Text(r.URL.Path), "error", mask.Text(err.Error())}, more...)...)
	s.fail(w, r, http.StatusInternalServerError, "没有办成，是服务器的问题，不是您的；收到的都在。请稍后再试，仍不行请把编号 "+number+" 告诉办公室")
}

// frame is what every page shows around its own.
type frame struct {
	Person   *desk.Person
	Roles    string
	Year     int
	Now      time.Time
	Demo     bool
	Others   []desk.DemoPerson // whom a demo can be tried as
	Overview bool              // sees all units
	Current  huibao.Period     // that is due
	Stale    bool              // what changes something asks for the password again
	Tag      string            // of a page that asks whether it is another; "" for none
	Session  session
	At       string // where the page stands: the first part of its address
	Page     any
	Phone    string                   // by which to ask the office
	names    func() map[string]string // of accounts, looked up where a page names somebody
}

// render writes a page, whole or not at all.
func (s *Server) render(w http.ResponseWriter, r *request, status int, name string, page any) {
	at := nowhere
	if status != http.StatusNotFound { // which is one page, wherever it was looked for
		at = placeOf(r.URL.Path)
	}
	if status != http.StatusOK {
		w.Header().Del("ETag")
	}
	f := frame{Tag: w.Header().Get("ETag"), At: at, Person: r.person, Year: s.desk.Year(), Now: s.desk.Now(), Demo: s.opt.Demo, Others: s.desk.DemoPeople(), Page: page}
	_, f.Phone = s.desk.Contact()
	f.names = sync.OnceValue(func() map[string]string {
		names, err := s.desk.Names(r.Context())
		if err != nil { // the page says the accounts then
			s.opt.Log.Warn("names of accounts", "error", mask.Text(err.Error()))
		}
		return names
	})
	if f.Person != nil {
		f.Stale = s.desk.Stale(f.Person)
		f.Roles = s.desk.RolesOf(f.Person.Roles)
		f.Session = s.sessionOf(r)
		f.Overview, f.Current = f.Person.Has(overview.roles...), s.desk.Current()
	}
	var b bytes.Buffer
	if err := s.pages.ExecuteTemplate(&b, name+".html", f); err != nil {
		s.opt.Log.Error("page failed", "page", name, "error", mask.Text(err.Error()))
		http.Error(w, "没有办成，是服务器的问题；请稍后再试", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = b.WriteTo(w) // the browser went away: there is nobody to tell
}

// Name is how a page calls who did something: by name and account. What the program did, or
// somebody at the machine itself, has no account.
func (f frame) Name(account string) string {
	said := quote.Visible(mask.Text(account))
	if name := f.names()[account]; name != "" {
		said = quote.Visible(mask.Text(name)) + "（" + said + "）"
	}
	return said
}

// address is where a request comes from. Behind our proxy, which is on this machine, it
// is what the proxy wrote last into X-Forwarded-For; what others wrote there counts for
// nothing.
func (s *Server) address(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	if ip := net.ParseIP(host); s.opt.Origin == "" || ip == nil || !ip.IsLoopback() {
		return host
	}
	list := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	if ip := net.ParseIP(strings.TrimSpace(list[len(list)-1])); ip != nil {
		return ip.String()
	}
	return host
}

// localPath is where to go after signing in: a path of ours, or the front page (S36).
func localPath(next string) string {
	if !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") || strings.ContainsAny(next, "\\\r\n\t") {
		return "/"
	}
	return next
}
