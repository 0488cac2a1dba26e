using Shop.Topology;

namespace Topology.Tests;

public class ResourceNamesTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("plain $ {text} $$", "plain $ {text} $$")]
    [InlineData("${project}", "local")]
    [InlineData("${bucket:uploads}", "uploads")]
    [InlineData("${topic:images}", "projects/local/topics/images")]
    [InlineData("a ${project}, ${bucket:uploads}${topic:images}!", "a local, uploadsprojects/local/topics/images!")]
    // Not a reference: TopologyFile refuses it before anybody expands it.
    [InlineData("${secret:key} ${bucket:}", "${secret:key} ${bucket:}")]
    public void LocalNames_AreExpanded(string template, string expanded) =>
        Assert.Equal(expanded, ResourceNames.Local.Expand(template));

    [Theory]
    [InlineData("${project}", "acme-prod")]
    [InlineData("gs://${bucket:uploads}/x", "gs://acme-prod-uploads/x")]
    [InlineData("${topic:images}", "projects/acme-prod/topics/images")]
    public void DeployedNames_CarryTheProject(string template, string expanded) =>
        Assert.Equal(expanded, ResourceNames.Deployed("acme-prod").Expand(template));

    [Fact]
    public void ExpandedValue_IsNotExpandedAgain() =>
        Assert.Equal("${project}-uploads", new ResourceNames("${project}", "${project}-").Expand("${bucket:uploads}"));

    [Theory]
    [InlineData("Api", "api")]
    [InlineData("ImageProcessor", "image-processor")]
    [InlineData("DeadLetters", "dead-letters")]
    [InlineData("API", "api")]
    [InlineData("V2Reader", "v2-reader")]
    public void FunctionsAndServices_HaveNoCapitals(string job, string name) =>
        Assert.Equal(name, ResourceNames.Function(job));

    [Fact]
    public void ServiceAccount_IsOneOfTheProject() => Assert.Equal(
        "shop-api@acme-prod.iam.gserviceaccount.com", ResourceNames.Deployed("acme-prod").ServiceAccount("shop-api"));

    [Theory]
    [InlineData("${parameter:operators}", "anna,bert")]
    [InlineData("<${parameter:none}>", "<>")]
    public void Parameters_AreExpanded(string template, string expanded) => Assert.Equal(
        expanded,
        (ResourceNames.Local with { Parameters = new Dictionary<string, string> { ["operators"] = "anna,bert" } }).Expand(template));
}
