namespace Shop.Gcloud.Planning;

/// <summary>What every script begins with.</summary>
internal static class Preambles
{
    /// <summary>Where it works; a command that fails ends it.</summary>
    public static string Project(Deployment deployment) => $"""
        set -euo pipefail

        project={Bash.Quote(deployment.Names.ProjectId)}
        region={Bash.Quote(deployment.Region)}
        export CLOUDSDK_CORE_PROJECT=$project CLOUDSDK_CORE_DISABLE_PROMPTS=1

        """;

    /// <summary>A script says what it is about to do, and, where it ends too early, what to look at.</summary>
    public const string Steps = """
        # Begins a step: its title, and what to look at where it fails.
        step() { title=$1 advice=$2; printf '\n== %s\n' "$title"; }
        stop() { advice=$*; exit 1; }
        folder=$(mktemp -d)
        finish() {
          rm -rf "$folder"
          if [ "$1" = 0 ]; then
            printf '\nDone.\n'
          else
            printf '\nStopped at "%s".\n%s\nThen run this again: what is done stays done.\n' "$title" "$advice" >&2
          fi
        }
        title=start advice=
        trap 'finish $?' EXIT

        """;

    /// <summary>What is there already is asked for once, as a list, and not once for each thing.</summary>
    public const string Lists = """
        # Whether a list has a line.
        has() { grep -Fxq -- "$2" <<<"$1"; }
        # What follows a name and a tab in a list.
        of() { awk -F'\t' -v name="$2" '$1 == name { print $2 }' <<<"$1"; }

        """;
}
