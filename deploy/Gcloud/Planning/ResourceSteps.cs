namespace Shop.Gcloud.Planning;

/// <summary>Where events, objects, documents and secrets lie.</summary>
internal static class ResourceSteps
{
    public static void Topics(Script script, Deployment deployment)
    {
        script.Step("Topics", "Creating topics needs roles/pubsub.admin.");
        script.Line("topics=$(gcloud pubsub topics list --format='value(name.basename())')");
        script.UnlessAll(
            "topics", deployment.Topology.Topics.Select(topic => topic.Name), "gcloud", "pubsub", "topics", "create");
    }

    public static void Buckets(Script script, Deployment deployment)
    {
        script.Step(
            "Buckets",
            "Creating buckets needs roles/storage.admin. A name that somebody else in the world has cannot be had.");
        script.Line("buckets=$(gcloud storage buckets list --format='value(name)')");
        foreach (var bucket in deployment.Topology.Buckets)
        {
            var name = deployment.Names.Bucket(bucket.Name);
            script.Line($"if ! has \"$buckets\" {Bash.Quote(name)}; then");
            script.Line("  " + Bash.Command(
                "gcloud", "storage", "buckets", "create", $"gs://{name}", $"--location={deployment.Region}",
                "--uniform-bucket-level-access", "--public-access-prevention",
                $"--soft-delete-duration={bucket.SoftDeleteDays}d"));
            script.Line("fi");
        }
        script.Line("ages=$(gcloud storage buckets list --format='value(name,lifecycle_config.rule[0].condition.age)')");
        foreach (var bucket in deployment.Topology.Buckets.Where(bucket => bucket.DeleteAfterDays is not null))
        {
            var name = deployment.Names.Bucket(bucket.Name);
            var rule = FormattableString.Invariant(
                $$$"""{"rule": [{"action": {"type": "Delete"}, "condition": {"age": {{{bucket.DeleteAfterDays}}}}}]}""");
            script.Line($"if ! has \"$ages\" $'{name}\t{bucket.DeleteAfterDays}'; then");
            script.Line($"  printf %s {Bash.Quote(rule)} >\"$folder/lifecycle.json\"");
            script.Line($"  gcloud storage buckets update gs://{name} --lifecycle-file=\"$folder/lifecycle.json\"");
            script.Line("fi");
        }
    }

    public static void Firestore(Script script, Deployment deployment)
    {
        var firestore = deployment.Spec.Firestore;
        var database = Bash.Quote(firestore.Database);
        script.Step(
            "Firestore",
            "This needs roles/datastore.owner. A project whose (default) database is in Datastore mode cannot be used.");
        script.Line("databases=$(gcloud firestore databases list --format='value(name.basename())')");
        script.Unless(
            "databases", firestore.Database,
            "gcloud", "firestore", "databases", "create", $"--database={firestore.Database}",
            $"--location={deployment.Region}", "--type=firestore-native", "--delete-protection", "--format=none");
        script.Comment("Documents that are of no use after a while; deleting them is free of charge.");
        script.Line($"expiring=$(gcloud firestore fields ttls list --database={database} --format='value(name)')");
        foreach (var collection in firestore.TimeToLive)
        {
            script.Unless(
                "expiring", Field(deployment, collection, "expiresAt"),
                "gcloud", "firestore", "fields", "ttls", "update", "expiresAt", $"--database={firestore.Database}",
                $"--collection-group={collection}", "--enable-ttl", "--async", "--format=none");
        }
        script.Comment("Nothing is looked up by a field, and every index is paid for with each write.");
        script.Line(
            $"exempt=$(gcloud firestore indexes fields list --database={database} --format='value(name)')");
        foreach (var collection in firestore.WithoutIndexes)
        {
            script.Unless(
                "exempt", Field(deployment, collection, "*"),
                "gcloud", "firestore", "indexes", "fields", "update", "*", $"--database={firestore.Database}",
                $"--collection-group={collection}", "--disable-indexes", "--async", "--format=none");
        }
    }

    public static void Secrets(Script script, Deployment deployment)
    {
        script.Step("Secrets", "Creating secrets needs roles/secretmanager.admin.");
        script.Line("secrets=$(gcloud secrets list --format='value(name.basename())')");
        foreach (var (variable, secret) in deployment.Functions.SelectMany(function => function.Secrets ?? new Dictionary<string, string>()))
        {
            script.Unless(
                "secrets", secret, "gcloud", "secrets", "create", secret, "--replication-policy=automatic");
            script.Line(
                $"versions=$(gcloud secrets versions list {Bash.Quote(secret)} --filter=state=ENABLED --format='value(name)')");
            script.Line("[ -n \"$versions\" ] || stop " + Bash.Quote(
                $"The secret {secret} has no value yet, which is {variable}. Give it one, then run this again:\n"
                + $"  printf %s 'THE VALUE' | gcloud secrets versions add {secret} --data-file=-"));
        }
    }

    private static string Field(Deployment deployment, string collection, string field) =>
        $"projects/{deployment.Names.ProjectId}/databases/{deployment.Spec.Firestore.Database}/"
        + $"collectionGroups/{collection}/fields/{field}";
}
