// SPDX-License-Identifier: Apache-2.0
#include "ui/views/preferences_dialog.h"

#include "ui/convert/text.h"
#include "ui/presenters/colour_presenter.h"
#include "ui/presenters/preferences_presenter.h"
#include "ui/presenters/settings_presenter.h"
#include "ui/views/form_parts.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QStandardItemModel>
#include <QVBoxLayout>

#include <type_traits>

namespace nectar {

namespace {

constexpr int kWidth = 560;

QLabel* makeNote(const char* objectName)
{
    auto* note = new QLabel;
    note->setObjectName(QLatin1String(objectName));
    note->setProperty("role", QStringLiteral("caption"));
    note->setWordWrap(true);
    note->setMinimumWidth(380); // a wrapping label asks for too much height without one
    return note;
}

/// The same list in every theme and language: its rows are the values of an enumeration.
QComboBox* makeChoice(const char* objectName, const QString& name, const QString& help, const QStringList& texts)
{
    auto* box = named(new QComboBox, QLatin1String(objectName), name);
    box->addItems(texts);
    box->setToolTip(help);
    return box;
}

void choose(QComboBox* box, int row)
{
    const QSignalBlocker quiet(box);
    box->setCurrentIndex(row);
}

template <class Field, class Value>
void put(Field* field, Value value)
{
    const QSignalBlocker quiet(field);
    if constexpr (std::is_same_v<Value, bool>)
        field->setChecked(value);
    else
        field->setValue(value);
}

} // namespace

PreferencesDialog::PreferencesDialog(PreferencesPresenter& presenter, SettingsPresenter& settings,
                                     ColourPresenter& colours, QWidget* parent)
    : GrowingDialog(parent), m_presenter(presenter), m_settings(settings), m_colours(colours)
{
    setObjectName(QStringLiteral("preferencesDialog"));
    setWindowTitle(tr("Preferences"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 12);
    layout->setSpacing(10);
    for (QWidget* part : {makeWork(), makeMemory(), makeLook(), makeStart(), makeButtons()})
        layout->addWidget(part);
    connect(&presenter, &PreferencesPresenter::lookedUp, this, &PreferencesDialog::showMachine);
    const auto again = [this] { showValues(); };
    connect(&settings, &SettingsPresenter::preferencesChanged, this, again);
    connect(&settings, &SettingsPresenter::themeChanged, this, again);
    connect(&settings, &SettingsPresenter::tourSeenChanged, this, again);
    connect(&colours, &ColourPresenter::changed, this, again);
    showValues();
    presenter.lookUp();
    resize(kWidth, sizeHint().height());
}

QWidget* PreferencesDialog::makeWork()
{
    m_device = makeChoice("preferDevice", tr("Device"), tr("What computes features: the processor or a graphics card"),
                          {tr("Automatic: CUDA where it works"), tr("Processor (CPU)"), tr("Graphics card (CUDA)")});
    m_deviceNote = makeNote("deviceNote");
    m_threads = named(new QSpinBox, QStringLiteral("preferThreads"), tr("Threads"));
    m_threads->setRange(0, Preferences::mostThreads());
    m_threads->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_threads->setSpecialValueText(tr("Automatic"));
    m_threads->setToolTip(
        tr("0: automatic; at most %1. Fewer leave cores to other programs").arg(Preferences::mostThreads()));
    m_threadsNote = makeNote("threadsNote");
    auto* card = new FormCard(tr("Work"));
    card->addRow(tr("Device"), m_device);
    card->addRow(QString(), m_deviceNote);
    card->addRow(tr("Threads"), m_threads);
    card->addRow(QString(), m_threadsNote);
    connect(m_device, &QComboBox::activated, this, [this](int row) {
        Preferences wanted = m_presenter.preferences();
        wanted.device = static_cast<DeviceChoice>(row);
        m_presenter.change(wanted);
    });
    connect(m_threads, &QSpinBox::valueChanged, this, [this](int count) {
        Preferences wanted = m_presenter.preferences();
        wanted.threads = count;
        m_presenter.change(wanted);
    });
    return card;
}

QWidget* PreferencesDialog::makeMemory()
{
    m_pictures = named(new QSpinBox, QStringLiteral("preferPictures"), tr("Memory for small pictures"));
    m_pictures->setRange(Preferences::kLeastMegabytes, Preferences::kMostMegabytes);
    m_disk = named(new QSpinBox, QStringLiteral("preferDisk"), tr("Disk for small pictures"));
    m_disk->setRange(0, Preferences::kMostDiskMegabytes);
    m_disk->setSpecialValueText(tr("None"));
    m_disk->setToolTip(tr("Small pictures of large photos, so that these are shown at once the next time. Those not "
                          "seen for longest go first; 0: none are kept"));
    for (QSpinBox* field : {m_pictures, m_disk}) {
        field->setButtonSymbols(QAbstractSpinBox::NoButtons);
        field->setSingleStep(32);
        field->setSuffix(QStringLiteral("\u00A0MB"));
        field->setKeyboardTracking(false); // half a number would throw pictures away
    }
    m_pictures->setToolTip(tr("Small pictures of lists and voters. With more of them kept, fewer are read again"));
    m_memoryNote = makeNote("memoryNote");
    m_diskNote = makeNote("diskNote");
    m_clear = named(new QPushButton(tr("Clear cache…")), QStringLiteral("clearCache"), tr("Clear the cache"));
    m_clear->setToolTip(tr("Remove what can be made again; banks, projects and weights stay"));
    auto* card = new FormCard(tr("Cache"));
    card->addRow(tr("In memory"), m_pictures);
    card->addRow(QString(), m_memoryNote);
    card->addRow(tr("On the disk"), m_disk);
    card->addRow(QString(), sideBySide(m_diskNote, m_clear));
    connect(m_pictures, &QSpinBox::valueChanged, this, [this](int megabytes) {
        Preferences wanted = m_presenter.preferences();
        wanted.pictureMegabytes = megabytes;
        m_presenter.change(wanted);
    });
    connect(m_disk, &QSpinBox::valueChanged, this, [this](int megabytes) {
        Preferences wanted = m_presenter.preferences();
        wanted.diskMegabytes = megabytes;
        m_presenter.change(wanted);
    });
    connect(m_clear, &QPushButton::clicked, this, &PreferencesDialog::askToClear);
    return card;
}

QWidget* PreferencesDialog::makeLook()
{
    m_theme = makeChoice("preferTheme", tr("Theme"), tr("Colours of the window"),
                         {tr("As the system"), tr("Dark"), tr("Light")});
    m_classes = makeChoice("preferClasses", tr("Class colours"), tr("In which colours classes are drawn"),
                           {tr("Those of the data set"), tr("Safe for colour blindness")});
    m_numbers = makeChoice(
        "preferNumbers", tr("Numbers"), tr("How numbers are written here; files always have a point"),
        {tr("As the system"), QStringLiteral("1,234.5"), QStringLiteral("1.234,5"), QStringLiteral("1\u202F234,5")});
    m_example = makeNote("numbersNote");
    auto* card = new FormCard(tr("Look"));
    card->addRow(tr("Theme"), m_theme);
    card->addRow(tr("Class colours"), m_classes);
    card->addRow(tr("Numbers"), m_numbers);
    card->addRow(QString(), m_example);
    connect(m_theme, &QComboBox::activated, this,
            [this](int row) { m_settings.setTheme(static_cast<SettingsPresenter::Theme>(row)); });
    connect(m_classes, &QComboBox::activated, this, [this](int row) {
        ColourChoice choice = m_colours.choice();
        choice.classes = static_cast<ColourChoice::Classes>(row);
        m_colours.setChoice(choice);
    });
    connect(m_numbers, &QComboBox::activated, this, [this](int row) {
        Preferences wanted = m_presenter.preferences();
        wanted.numbers = static_cast<Preferences::Numbers>(row);
        m_presenter.change(wanted);
    });
    return card;
}

QWidget* PreferencesDialog::makeStart()
{
    m_restore = named(new QCheckBox(tr("Open what was open last")), QStringLiteral("preferRestore"),
                      tr("Open what was open last when Nectar starts"));
    m_restore->setToolTip(tr("Otherwise Nectar begins with the start page. Work that a crash left is offered anyway"));
    m_tour = named(new QCheckBox(tr("Show the tour when the demo is opened next")), QStringLiteral("preferTour"),
                   tr("Show the tour when the demo is opened next"));
    auto* card = new FormCard(tr("At the start"));
    card->addRow(tr("Last work"), m_restore);
    card->addRow(tr("Tour"), m_tour);
    connect(m_restore, &QCheckBox::toggled, this, [this](bool on) {
        Preferences wanted = m_presenter.preferences();
        wanted.restoresLast = on;
        m_presenter.change(wanted);
    });
    connect(m_tour, &QCheckBox::toggled, this, [this](bool on) { m_settings.setTourSeen(!on); });
    return card;
}

QWidget* PreferencesDialog::makeButtons()
{
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->button(QDialogButtonBox::Close)->setAccessibleName(tr("Close this window"));
    auto* defaults = named(new QPushButton(tr("Back to the defaults")), QStringLiteral("preferDefaults"),
                           tr("Everything in this window back to the defaults"));
    buttons->addButton(defaults, QDialogButtonBox::ResetRole);
    connect(defaults, &QPushButton::clicked, &m_presenter, &PreferencesPresenter::restoreDefaults);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    return buttons;
}

void PreferencesDialog::showValues()
{
    const Preferences& now = m_presenter.preferences();
    choose(m_device, static_cast<int>(now.device));
    put(m_threads, now.threads);
    put(m_pictures, now.pictureMegabytes);
    put(m_disk, now.diskMegabytes);
    choose(m_theme, static_cast<int>(m_settings.theme()));
    choose(m_classes, static_cast<int>(m_colours.choice().classes));
    choose(m_numbers, static_cast<int>(now.numbers));
    put(m_restore, now.restoresLast);
    put(m_tour, !m_settings.tourSeen());
    m_threadsNote->setText(m_presenter.threadsText());
    m_example->setText(tr("%1 patches, similarity %2").arg(countText(24'576), numberText(0.912, 3)));
    showMachine();
}

void PreferencesDialog::showMachine()
{
    const PreferencesPresenter::Machine& machine = m_presenter.machine();
    const bool cuda = machine.isKnown && machine.whyNoCuda.isEmpty();
    if (auto* rows = qobject_cast<QStandardItemModel*>(m_device->model()))
        rows->item(static_cast<int>(DeviceChoice::Cuda))->setEnabled(cuda);
    if (machine.isKnown && !cuda && m_presenter.preferences().device == DeviceChoice::Cuda)
        choose(m_device, static_cast<int>(DeviceChoice::Auto)); // settings of another machine; this is what happens
    m_deviceNote->setText(!machine.isKnown ? tr("Looking for a graphics card …")
                          : cuda           ? tr("An open bank is opened again on the other device.")
                                           : tr("CUDA cannot be used here: %1.").arg(machine.whyNoCuda));
    m_memoryNote->setText(tr("%1 of small pictures are kept now.").arg(byteText(m_presenter.picturesInMemory())));
    m_diskNote->setText(
        !machine.isKnown            ? tr("Counting …")
        : machine.cacheBytes() == 0 ? tr("Nothing is kept now.")
        : machine.pictureBytes == 0 ? tr("%1: the pictures of the demo.").arg(byteText(machine.demoBytes))
        : machine.demoBytes == 0
            ? tr("%1: small pictures.").arg(byteText(machine.pictureBytes))
            : tr("%1: small pictures %2, the demo %3.")
                  .arg(byteText(machine.cacheBytes()), byteText(machine.pictureBytes), byteText(machine.demoBytes)));
    const qint64 all = machine.cacheBytes() + m_presenter.picturesInMemory();
    m_clear->setEnabled(machine.isKnown && all > 0);
}

void PreferencesDialog::askToClear()
{
    const qint64 disk = m_presenter.machine().cacheBytes(), memory = m_presenter.picturesInMemory();
    auto* box = new QMessageBox(QMessageBox::Question, tr("Clear cache"),
                                tr("Remove %1 from the disk and %2 from memory?").arg(byteText(disk), byteText(memory)),
                                QMessageBox::NoButton, this);
    box->setObjectName(QStringLiteral("clearCacheQuestion"));
    QString text = tr("All of it is made again when it is needed. Banks, projects, labels and weights stay.");
    if (m_presenter.showsCachedPictures())
        text += QLatin1Char(' ') + tr("The open bank shows pictures of the demo: File, Try the demo brings them back.");
    box->setInformativeText(text);
    QPushButton* clear = box->addButton(tr("Clear cache"), QMessageBox::DestructiveRole);
    box->setDefaultButton(box->addButton(QMessageBox::Cancel));
    box->setAttribute(Qt::WA_DeleteOnClose);
    connect(clear, &QPushButton::clicked, &m_presenter, &PreferencesPresenter::clearCache);
    box->open();
}

} // namespace nectar
