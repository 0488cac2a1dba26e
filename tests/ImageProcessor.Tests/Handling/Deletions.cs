using Shop.Contracts;
using Shop.ImageProcessor.Rules;

namespace Shop.ImageProcessor.Tests.Handling;

public sealed class Deletions
{
    // Manifest, original, two calls for each of three variants, manifest, deletion; each with a before and an after.
    private const int Moments = 20;

    private readonly Scene _scene = Deleting();

    [Fact]
    public async Task OriginalOfAProcessedImage_IsDeleted()
    {
        var outcome = await _scene.Handle(_scene.Upload("photo.jpg", Pictures.Jpeg(30, 20)));

        Assert.True(Assert.IsType<ImageOutcome.Processed>(outcome).OriginalDeleted);
        Assert.Empty(_scene.Storage.In(Scene.Uploads));
        _scene.AssertConsistent("photo.jpg");
        _scene.TheEvent(EventContracts.ImageProcessed);
    }

    [Fact]
    public async Task WithoutTheOption_OriginalStays()
    {
        var scene = new Scene();
        var uploaded = scene.Upload("photo.jpg", Pictures.Jpeg(30, 20));

        Assert.False(Assert.IsType<ImageOutcome.Processed>(await scene.Handle(uploaded)).OriginalDeleted);
        Assert.False(Assert.IsType<ImageOutcome.AlreadyProcessed>(await scene.Handle(uploaded)).OriginalDeleted);
        Assert.Single(scene.Storage.In(Scene.Uploads));
    }

    [Theory, MemberData(nameof(Failures.Files), MemberType = typeof(Failures))]
    public async Task OriginalThatFailed_Stays(string reason, byte[] file)
    {
        var outcome = await _scene.Handle(_scene.Upload("photo.jpg", file));

        Assert.Equal(reason, Assert.IsType<ImageOutcome.Failed>(outcome).Fault.Reason);
        Assert.Single(_scene.Storage.In(Scene.Uploads));
    }

    [Fact]
    public async Task OriginalThatNoRuleIsFor_Stays()
    {
        var scene = Deleting(ImageRules.Default.InOrder[0] with { Include = [new Glob("photos/**")] });

        await scene.Handle(scene.Upload("photo.jpg", Pictures.Jpeg(30, 20)));

        Assert.Single(scene.Storage.In(Scene.Uploads));
    }

    [Fact]
    public async Task EventThatCouldNotBePublished_KeepsTheOriginalUntilItIs()
    {
        var uploaded = _scene.Upload("photo.jpg", Pictures.Jpeg(30, 20));
        _scene.Bus.FailBefore(1);
        await Assert.ThrowsAnyAsync<Exception>(() => _scene.Handle(uploaded));
        Assert.Single(_scene.Storage.In(Scene.Uploads));

        Assert.True(Assert.IsType<ImageOutcome.AlreadyProcessed>(await _scene.Handle(uploaded)).OriginalDeleted);
        _scene.TheEvent(EventContracts.ImageProcessed);
    }

    [Fact]
    public async Task RedeliveryAfterTheDeletion_SaysTheSameAgain()
    {
        var uploaded = _scene.Upload("photo.jpg", Pictures.Jpeg(30, 20));
        await _scene.Handle(uploaded);

        Assert.False(Assert.IsType<ImageOutcome.AlreadyProcessed>(await _scene.Handle(uploaded)).OriginalDeleted);
        Assert.Equal(2, _scene.Bus.Published.Count);
        _scene.TheEvent(EventContracts.ImageProcessed);
    }

    [Fact]
    public async Task DeathAtAnyMoment_EndsWithVariantsAnEventAndNoOriginal()
    {
        var deaths = 0;
        for (var moment = 0; ; moment++, deaths++)
        {
            var scene = Deleting();
            var uploaded = scene.Upload("photo.jpg", Pictures.Jpeg(30, 20));
            scene.Storage.At = now => { if (now == moment) { throw new IOException($"died at {moment}"); } };
            var survived = await Record.ExceptionAsync(() => scene.Handle(uploaded)) is null;
            scene.Storage.At = null;

            await scene.Handle(uploaded);

            scene.AssertConsistent("photo.jpg");
            scene.TheEvent(EventContracts.ImageProcessed);
            Assert.Empty(scene.Storage.In(Scene.Uploads));
            if (survived)
            {
                break;
            }
        }
        Assert.Equal(Moments, deaths);
    }

    [Fact]
    public async Task SecondWorkerOnTheSameGenerationAtAnyMoment_LosesNothing()
    {
        for (var moment = 0; moment < Moments; moment++)
        {
            var scene = Deleting();
            var uploaded = scene.Upload("photo.jpg", Pictures.Jpeg(30, 20));
            scene.Storage.At = now => Once(scene, now == moment, () => scene.Handle(uploaded));

            await scene.Handle(uploaded);

            scene.AssertConsistent("photo.jpg");
            scene.TheEvent(EventContracts.ImageProcessed);
            Assert.Empty(scene.Storage.In(Scene.Uploads));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ReplacementAtAnyMoment_IsNeverDeletedUnhandledAndEndsWithItsVariants(bool handledMeanwhile)
    {
        for (var moment = 0; moment < Moments; moment++)
        {
            var scene = Deleting();
            var old = scene.Upload("photo.jpg", Pictures.Jpeg(300, 200));
            UploadedObject? replacement = null;
            scene.Storage.At = now => Once(scene, now == moment, async () =>
            {
                replacement = scene.Upload("photo.jpg", Pictures.Jpeg(400, 200));
                if (handledMeanwhile)
                {
                    await scene.Handle(replacement);
                }
            });

            await scene.Handle(old);

            // Whatever the old worker did: the replacement is there until it has its variants.
            Assert.Equal(!handledMeanwhile, scene.Storage.In(Scene.Uploads).ContainsKey("photo.jpg"));
            await scene.Handle(replacement!);
            await scene.Handle(old);
            scene.AssertConsistent("photo.jpg");
            Assert.Equal(400, scene.ManifestOf("photo.jpg").Source.Width);
            Assert.Empty(scene.Storage.In(Scene.Uploads));
        }
    }

    private static void Once(Scene scene, bool due, Func<Task> action)
    {
        if (due)
        {
            scene.Storage.At = null;
            action().GetAwaiter().GetResult();
        }
    }

    private static Scene Deleting(params ImageRule[] rules) => new()
    {
        Options = Scene.With(rules.Length > 0 ? rules : [.. ImageRules.Default.InOrder]) with
        {
            DeleteOriginal = DeleteOriginal.OnSuccess,
        },
    };
}
