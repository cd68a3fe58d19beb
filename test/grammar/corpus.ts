// Valid texts that together use every construct of the language: the properties of the grammar are tested on them.

export const corpus: readonly string[] = [
  `app shop
registry "ghcr.io/acme"

postgres db { storage 10Gi }

service web {
  build .
  port 3000
  host "shop.example.com"
  health /healthz
  replicas 2..6 at cpu 70%
  cpu 100m
  memory 128Mi..256Mi
  env from db prefix DB_
}
`,
  `app shop "1.4.0"
namespace shop existing
registry "ghcr.io/acme" { login pull }
kubernetes 1.30..1.36
route ingress "nginx" { issuer "letsencrypt", body 64Mi, timeout 60s }
import ./lib/web.dep as w

w.webapp front {
  size 3
}
`,
  `secret api { token = env("API_TOKEN"), session = generate(48) }
secret props { "app.properties" = """
  db.url=jdbc:postgresql://\\(db.host):\\(db.port)/\\(db.name)
  db.password=\\(db.password)
  """ }
config settings { LOG_LEVEL = "info", "nginx.conf" = file(./nginx.conf) }
service web {
  env { DATABASE_URL = "postgres://\\(db.user):\\(db.password)@\\(db.host):\\(db.port)/\\(db.name)", TOKEN = api.token }
  mount props."app.properties" at /etc/app.properties mode 0400
}
`,
  `## A single Postgres with its data on a volume.
## Not replicated.
component postgres {
  param version  string   = "17"
  param storage  quantity = 8Gi

  secret admin { password = generate(32) }

  stateful {
    image "postgres:\\(version)"
    user 999
    port postgres 5432
    volume data storage at /var/lib/postgresql/data
    health exec "pg_isready -U app"
    env { POSTGRES_USER = "app", POSTGRES_PASSWORD = admin.password }
  }

  output host = self.host
  output url  = "postgres://app:\\(admin.password)@\\(self.host):\\(self.port)/x"
}
`,
  `## the public host
param domain string = "shop.test"
param level one of "debug" "info"

environment production {
  namespace shop-prod
  domain "shop.example.com"
  web { replicas 4..20 at cpu 60%, host domain { tls }, env { LOG_LEVEL = "warn" } }
  external db { host "pg.acme.internal", port 5432, name = "shop" }
  args += "--debug"
  hosts -= ["a.example", "b.example"]
  remove web.env.DEBUG
}
`,
  `service web {
  build ./web using node 22 {
    run "pnpm build"
    public { NEXT_PUBLIC_API = api.public.url }
    secret NPM_TOKEN = env("NPM_TOKEN")
    platforms "linux/amd64" "linux/arm64"
  }
  port http 80 -> 8080
  port dns 53 udp
  env { KAFKA = each(self.peers, "\\(peer.index)@\\(peer.host):9093", ",") }
}
`,
  `image web {
  build . {
    stage builder from "node:22-alpine" {
      copy ./src/package.json ./src/package-lock.json -> .
      run "npm ci" { cache /root/.npm, secret NPM_TOKEN }
    }
    stage runtime from builder {
      copy ./app/[id]/(group)/+page.svelte -> ./x
      command ["node", "server.js"]
    }
  }
}
`,
  `test "production survives a node" {
  with environment production
  expect web.replicas >= 2
  expect object PodDisruptionBudget/web
  expect Deployment/web.spec.replicas == 3
  expect no admin.env.DEBUG
}
moved old -> new
`,
  `redis cache when caching {
  memory 64Mi
}
worker mailer like api when environment production { command "node mail.js" }
env { DEBUG = "1" when debug, LIMITS = { soft = 10, hard = { cpu = 1 } } }
access { pods get list watch, pods/log get }
`,
  `manifest """
  apiVersion: v1
  kind: ConfigMap
    nested: "x"

  data: \\(app.name)
  """
patch Deployment/web """
  spec: {}
  """
`,
  `worker w {
  args [
    "one",
    "two"   # trailing
    "three"
  ]
  place tolerate gpu NoSchedule
  rollout surge 25% unavailable 0
  schedule "0 3 * * *" in "Asia/Taipei"
  stop grace 1h30m { first "/bin/drain" }
}
`,
];
