# What the commands in this directory share: a JDK, and a build where something is newer than what is built.
# shellcheck shell=bash disable=SC2154

root=$(cd "$here/../.." && pwd)
needed=25

# The feature version of the JDK in a directory, 0 when there is none
feature() {
    local version=''
    [[ -x $1/bin/java && -f $1/release ]] && version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
    echo "${version:-0}"
}

java=''
for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/*jdk* /opt/java/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/*; do
    if [[ -n $candidate && $(feature "$candidate") -ge $needed ]]; then
        java=$candidate/bin/java
        break
    fi
done
if [[ -z $java ]]; then
    echo "verify: JDK $needed or later is needed and none was found: install one or set JAVA_HOME to it" >&2
    exit 2
fi

# build STAMP DIRECTORY...: builds this module and what it needs, unless nothing in these is newer
build() {
    local stamp=$here/target/$1
    shift
    if [[ -f $stamp && -z $(find "$@" -newer "$stamp" -print -quit) ]]; then
        return
    fi
    echo "building ..." >&2
    mvn -B -q -f "$root/pom.xml" -pl deploy/verify -am -Dspotless.check.skip=true -DskipTests package >&2
    touch "$stamp"
}

build_tool() {
    build tool.stamp "$here/pom.xml" "$here/src/main" "$root/deploy/local/src/main" "$root/event-contracts/src/main"
}

build_with_services() {
    local services=()
    local name
    for name in order-service payment-service ranking-service cart-service dataplatform-service gateway \
        messaging-spring-boot-starter event-contracts deploy/local deploy/observe deploy/schemas deploy/verify; do
        services+=("$root/$name/pom.xml" "$root/$name/src")
    done
    build services.stamp "${services[@]}"
}
