using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Metadata.Profiles.Exif;

namespace Shop.SixLabors.ImageSharp.Tests;

public sealed class ExifTests
{
    // Big-endian: orientation 6, copyright "Me", and an EXIF directory with an exposure time of 1/250.
    private static readonly byte[] BigEndian =
    [
        (byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8,
        0, 3,
        0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0,
        0x82, 0x98, 0, 2, 0, 0, 0, 3, (byte)'M', (byte)'e', 0, 0,
        0x87, 0x69, 0, 4, 0, 0, 0, 1, 0, 0, 0, 50,
        0, 0, 0, 0,
        0, 1,
        0x82, 0x9A, 0, 5, 0, 0, 0, 1, 0, 0, 0, 68,
        0, 0, 0, 0,
        0, 0, 0, 1, 0, 0, 0, 250,
    ];

    [Fact]
    public void BigEndianProfile_IsRead()
    {
        var profile = new ExifProfile(BigEndian);

        Assert.True(profile.TryGetValue(ExifTag.Orientation, out var orientation));
        Assert.True(profile.TryGetValue(ExifTag.Copyright, out var copyright));
        Assert.Equal(6, orientation.Value);
        Assert.Equal(ExifDataType.Short, orientation.DataType);
        Assert.Equal("Me", copyright.Value);
        Assert.Contains(
            profile.Values, value => value.GetValue() is Rational { Numerator: 1, Denominator: 250 });
    }

    [Fact]
    public void UntouchedProfile_KeepsItsBytes() =>
        Assert.Equal(BigEndian, new ExifProfile(BigEndian).ToByteArray());

    [Fact]
    public void ChangedProfile_KeepsWhatWasNotChanged()
    {
        var profile = new ExifProfile(BigEndian);
        profile.SetValue(ExifTag.Orientation, ExifOrientationMode.TopLeft);
        profile.SetValue(ExifTag.Software, "A program with a long name");
        Assert.True(profile.RemoveValue(ExifTag.Copyright));
        Assert.False(profile.RemoveValue(ExifTag.Copyright));

        var again = new ExifProfile(profile.DeepClone().ToByteArray());

        Assert.True(again.TryGetValue(ExifTag.Orientation, out var orientation));
        Assert.True(again.TryGetValue(ExifTag.Software, out var software));
        Assert.Equal(1, orientation.Value);
        Assert.Equal("A program with a long name", software.Value);
        Assert.False(again.TryGetValue(ExifTag.Copyright, out _));
        Assert.Contains(
            again.Values, value => value.GetValue() is Rational { Numerator: 1, Denominator: 250 });
    }

    [Fact]
    public void EmptyProfile_HasNoBytes()
    {
        var profile = new ExifProfile();

        Assert.Empty(profile.Values);
        Assert.Empty(profile.ToByteArray()!);
    }

    [Fact]
    public void ChangedClone_LeavesTheOriginal()
    {
        var profile = new ExifProfile();
        profile.SetValue(ExifTag.Artist, "one");
        var clone = profile.DeepClone();

        clone.SetValue(ExifTag.Artist, "two");

        Assert.True(profile.TryGetValue(ExifTag.Artist, out var artist));
        Assert.Equal("one", artist.Value);
    }

    [Fact]
    public void ProfileCutOffAnywhere_ReadsWhatFits()
    {
        for (var length = 0; length < BigEndian.Length; length++)
        {
            var values = new ExifProfile(BigEndian[..length]).Values;

            Assert.InRange(values.Count, 0, 3);
        }
    }

    [Fact]
    public void DamagedProfile_NeverThrows()
    {
        var random = new Random(7);
        for (var round = 0; round < 5_000; round++)
        {
            var bytes = BigEndian.ToArray();
            for (var flip = 0; flip < 3; flip++)
            {
                bytes[random.Next(8, bytes.Length)] = (byte)random.Next(256);
            }

            Assert.InRange(new ExifProfile(bytes).Values.Count, 0, 5_000);
        }
    }

    [Fact]
    public void Tags_AreEqualByNumber()
    {
        Assert.Equal(0x112, (ushort)ExifTag.Orientation);
        Assert.Equal(0x8298, (ushort)ExifTag.Copyright);
        Assert.True(ExifTag.Artist != ExifTag.Copyright);
        Assert.Equal("Orientation", ExifTag.Orientation.ToString());
    }
}
