using System.Text.Json;
using CloudNative.CloudEvents.SystemTextJson;

namespace Shop.Eventing.Tests;

public sealed class Envelopes
{
    private readonly JsonEventFormatter _formatter = new();

    [Fact]
    public void SealedEvent_IsOnTheWireAsTheGoldenFileSays()
    {
        var message = Samples.Event().ToPubsubMessage(_formatter);

        var golden = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "message.json")));
        Assert.Equal(
            golden.RootElement.GetProperty("attributes").EnumerateObject().Select(member => $"{member.Name}: {member.Value}"),
            message.Attributes.Select(pair => $"{pair.Key}: {pair.Value}").Order(StringComparer.Ordinal));
        Assert.Equal(
            JsonSerializer.Serialize(golden.RootElement.GetProperty("data")),
            message.Data.ToStringUtf8());
    }

    [Fact]
    public void SealedEvent_IsValid() => Assert.True(Samples.Event().IsValid);

    [Theory]
    [InlineData("100%")]
    [InlineData("say \"hi\"")]
    [InlineData("Ärmel")]
    [InlineData("two\nlines")]
    [InlineData("")]
    public void SubjectThatWouldNotSurviveTheWire_IsRefused(string subject)
    {
        var draft = Samples.Draft with { Subject = subject };

        Assert.Throws<ArgumentException>(() => draft.Seal(Samples.Id, Samples.Source, Samples.Cause, Samples.Time));
    }

    [Fact]
    public void RequestsWithoutARank_HaveNoSequence()
    {
        var message = (Samples.Draft with { Sequence = null })
            .Seal(Samples.Id, Samples.Source, Samples.Cause, Samples.Time).ToPubsubMessage(_formatter);

        Assert.DoesNotContain("ce-sequence", message.Attributes.Keys);
    }

    [Fact]
    public void Sequences_SortAsTextLikeTheNumbersTheyAre()
    {
        string Of(long sequence) => (Samples.Draft with { Sequence = sequence })
            .Seal(Samples.Id, Samples.Source, Samples.Cause, Samples.Time).ToPubsubMessage(_formatter).Attributes["ce-sequence"];

        long[] numbers = [long.MaxValue, 0, 10, 9, 1_763_600_000_123_456];
        Assert.Equal(numbers.Order().Select(Of), numbers.Select(Of).Order(StringComparer.Ordinal));
    }
}
