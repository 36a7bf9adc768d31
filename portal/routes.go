package portal

import (
	"net/http"

	"huibao/act"
)

// who says whom a route answers.
type who struct {
	anyone bool       // without signing in
	fresh  bool       // signed in by a one-time password, too
	roles  []act.Role // one of these; none: whoever signed in
}

var (
	anyone    = who{anyone: true}
	newcomer  = who{fresh: true}
	signedIn  = who{}
	ofReturns = who{roles: []act.Role{act.Clerk, act.Reviewer, act.Signer, act.Officer, act.Director}}
	overview  = who{roles: []act.Role{act.Officer, act.Director, act.Leader}}
	accounts  = who{roles: []act.Role{act.Keeper, act.Officer, act.Director}}
)

// route is one line of the table.
type route struct {
	method, pattern string
	who             who
	serve           func(*Server, http.ResponseWriter, *request) error
}

// routes is all that the portal answers: what is not in it is not there (S11). The desk
// looks again at whose it is. Signing, decisions, lock, reminders and the API join it
// here.
var routes = []route{
	{"GET", "/static/{name}", anyone, (*Server).static},
	{"GET", "/healthz", anyone, (*Server).health},
	{"GET", "/login", anyone, (*Server).loginPage},
	{"POST", "/login", anyone, (*Server).login},
	{"POST", "/login/code", anyone, (*Server).loginCode},
	{"POST", "/logout", newcomer, (*Server).logout},
	{"GET", "/me", newcomer, (*Server).me},
	{"POST", "/me/password", newcomer, (*Server).setPassword},
	{"GET", "/me/code", newcomer, (*Server).enrolPage},
	{"POST", "/me/code", newcomer, (*Server).enrol},
	{"POST", "/me/end", signedIn, (*Server).endSession},
	{"GET", "/{$}", signedIn, (*Server).home},
	{"GET", "/r/{period}/{unit}", ofReturns, (*Server).returned},
	{"GET", "/blank/{period}/{unit}", ofReturns, (*Server).blank},
	{"GET", "/board/{period}", overview, (*Server).board},
	{"GET", "/people", accounts, (*Server).people},
}
