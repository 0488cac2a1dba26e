namespace Shop.Architecture.Tests;

public sealed class References
{
    public static TheoryData<string> Functions => [.. Repository.Projects("functions")];

    [Theory, MemberData(nameof(Functions))]
    public void Functions_ReferenceSharedProjectsOnly(string function) => Assert.All(
        Repository.ProjectReferences(function),
        reference => Assert.StartsWith("shared/", reference, StringComparison.Ordinal));

    [Fact]
    public void Contracts_ReferenceNothing()
    {
        Assert.Empty(Repository.ProjectReferences("shared/Contracts/Contracts.csproj"));
        Assert.Empty(Repository.PackageReferences("shared/Contracts/Contracts.csproj"));
    }

    [Fact]
    public void SharedProjects_ReferenceNeitherFunctionsNorDeployment() => Assert.All(
        Repository.Projects("shared").SelectMany(Repository.ProjectReferences),
        reference => Assert.StartsWith("shared/", reference, StringComparison.Ordinal));

    [Fact]
    public void Polyfills_AreReferencedByPackageNameOnly() => Assert.All(
        Repository.Projects(".").Where(project => !project.StartsWith("shared/Polyfills/", StringComparison.Ordinal)),
        project => Assert.DoesNotContain(
            Repository.ProjectReferences(project),
            reference => reference.StartsWith("shared/Polyfills/", StringComparison.Ordinal)));

    [Fact]
    public void EveryPolyfill_HasTheNameOfItsFolder() => Assert.All(
        Repository.Projects("shared/Polyfills"),
        project => Assert.Equal(Path.GetFileName(Path.GetDirectoryName(project)), Path.GetFileNameWithoutExtension(project)));
}
