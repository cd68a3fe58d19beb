// Generates the projects that the benchmark measures: many services in one file, ~68 lines each, as people write them.

/** A .dep file of `services` services: every 10th has an autoscaler, every 7th reads from the one before. */
export function manyServices(services) {
  const parts = [`# ${services} services\napp bench\nregistry "ghcr.io/acme"\nlabels { "example.com/team" = "bench" }\n`];
  for (let index = 0; index < services; index++) parts.push(service(index));
  return parts.join('\n');
}

function service(index) {
  const name = `svc-${index}`;
  const before = index > 0 && index % 7 === 0 ? `  env {\n    UPSTREAM_HOST = svc-${index - 1}.host\n    UPSTREAM_PORT = svc-${index - 1}.port\n  }\n` : '';
  const scale = index % 10 === 0 ? '  replicas 2..6 at cpu 70%\n' : '  replicas 2\n';
  const env = Array.from({ length: 42 }, (_, line) => `    SETTING_${line} = "value ${index}-${line}"`).join('\n');
  return `## The service number ${index}.
## It stands for what people write.
config ${name}-settings {
  greeting = "hello from ${name}"
  color = "blue"
  "app.properties" = "a=1;b=2"
}

service ${name} {
  image "ghcr.io/acme/${name}:1.${index}.0"
  port 8080
${scale}  cpu 100m
  memory 128Mi..256Mi
  health /healthz {
    every 5s
    timeout 2s
  }
  env {
    GREETING = ${name}-settings.greeting
${env}
  }
${before}  labels {
    "example.com/tier" = "backend"
  }
}
`;
}
